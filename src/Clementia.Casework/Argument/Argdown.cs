using System.Globalization;
using System.Text;

namespace Clementia.Casework;

/// <summary>An argument that was read from Argdown: the entries that it makes, in their order.</summary>
public sealed record ImportedArgument(IReadOnlyList<Entry> Entries);

/// <summary>
/// The argument on a petition as Argdown (argdown.org), so that it can be drawn, edited and brought back. An objection is a statement;
/// its claims support it; answers and answered questions attack it; evidence supports or attacks. What Argdown has no word for stands in
/// the data in braces. Reading makes requests of the same <see cref="Procedure"/>, all or none.
/// </summary>
public static class Argdown
{
    /// <summary>The argument as Argdown.</summary>
    public static string Write(Petition petition)
    {
        var argument = Argument.Of(petition);
        var text = new StringBuilder();
        text.Append("===\ntitle: ").Append(Quoted($"The argument on {petition.Title} ({petition.Id})").Replace("=", "\\u003d", StringComparison.Ordinal)).Append("\n===\n");
        foreach (var one in argument.Objections)
        {
            text.Append('\n');
            // Not its status: that follows from the parts, and a file that is edited would tell an old one.
            Line(text, 0, "", $"[{one.Id}]", one.Words, null,
                [("by", one.By), ("role", one.Role), ("ground", one.Ground), ("entry", one.Entry), .. Withdrawal(petition, one.Id)]);
            foreach (var claim in one.Claims)
            {
                Line(text, 1, "+ ", $"[{one.Id} claim {claim.Number}]", claim.Words, null, []);
                Acts(text, 2, petition, one.Id, claim.Number);
            }
            Acts(text, 1, petition, one.Id, null);
        }
        if (argument.Objections.Count == 0)
            text.Append("\n// Nobody has objected yet.\n");
        return text.ToString();
    }

    private static IEnumerable<(string, object?)> Withdrawal(Petition petition, string id) =>
        petition.Acts.Where(act => act.Body is ObjectionWithdrawn taken && taken.Objection == id)
            .SelectMany(act => new (string, object?)[] { ("withdrawn", ((ObjectionWithdrawn)act.Body!).Reason), ("withdrawnEntry", act.Number) });

    private static void Acts(StringBuilder text, int depth, Petition petition, string id, int? claim)
    {
        foreach (var act in petition.Acts)
        {
            switch (act.Body)
            {
                case EvidenceGiven given when given.Objection == id && given.Claim == claim:
                    Line(text, depth, given.Side == Side.For ? "+ " : "- ", $"<{id} evidence {act.Number}>", given.Words, "evidence", [.. Cites(given.Cites), ("enteredBy", act.Actor), ("entry", act.Number)]);
                    break;
                case ObjectionAnswered answer when answer.Objection == id && answer.Claim == claim:
                    Line(text, depth, answer.Concedes ? "+ " : "- ", $"<{id} answer {act.Number}>", answer.Words, answer.Concedes ? "concession" : "answer",
                        [.. Cites(answer.Cites), ("leavesOpen", answer.LeavesOpen), ("enteredBy", act.Actor), ("entry", act.Number)]);
                    break;
                case QuestionAnswered answered when answered.Objection == id && claim is null:
                    Line(text, depth, "- ", $"<{id} question {act.Number}>", answered.Words, "question",
                        [("question", answered.Question), ("applies", answered.Applies ? null : false), .. Cites(answered.Cites), ("enteredBy", act.Actor), ("entry", act.Number)]);
                    break;
            }
        }
    }

    private static IEnumerable<(string, object?)> Cites(Cites cites) =>
        [("facts", cites.Facts.Count == 0 ? null : cites.Facts), ("findings", cites.Findings.Count == 0 ? null : cites.Findings), ("passages", cites.Passages.Count == 0 ? null : cites.Passages)];

    private static void Line(StringBuilder text, int depth, string relation, string title, string words, string? tag, IReadOnlyList<(string Name, object? Value)> data)
    {
        text.Append(' ', depth * 2).Append(relation).Append(title).Append(": ");
        foreach (var c in words)
        {
            if (@"\@#*_[]<>{}/=".Contains(c, StringComparison.Ordinal))
                text.Append('\\');
            text.Append(c);
        }
        if (tag is not null)
            text.Append(" #").Append(tag);
        var said = data.Where(one => one.Value is not null).Select(one => $"{one.Name}: {Value(one.Value!)}").ToList();
        if (said.Count > 0)
            text.Append(" {").AppendJoin(", ", said).Append('}');
        text.Append('\n');
    }

    private static string Value(object value) => value switch
    {
        string words => Quoted(words),
        bool yes => yes ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        IReadOnlyList<string> list => $"[{string.Join(", ", list.Select(Quoted))}]",
        IReadOnlyList<Citation> passages => $"[{string.Join(", ", passages.Select(p => $"{{document: {Quoted(p.Document)}, page: {p.Page}, start: {p.Start}, quote: {Quoted(p.Quote)}, before: {Quoted(p.Before)}, after: {Quoted(p.After)}}}"))}]",
        _ => throw new ArgumentException($"No way to write {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>As JSON, which is YAML too; braces are escaped because Argdown looks for the end of the data by them.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' or '{' or '}' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Reads an argument and makes its requests of the petition so far. The first that is refused refuses all, with its line.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="text">The file.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="misquoted">Says what is wrong with a cited passage, or null when its page says so; null when there are no pages to ask.</param>
    public static Outcome<ImportedArgument> Read(Petition soFar, string text, string by, Func<Citation, string?>? misquoted = null)
    {
        var read = ArgdownReader.Read(text);
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.Count == 0)
            return new Refusal("The file holds no objection.", "Write one as [title]: words {by: \"NAME\", role: \"ROLE\"}.");
        var requests = new List<Request>();
        foreach (var node in read.Value)
        {
            if (Requests(node, requests) is { } wrong)
                return wrong;
        }
        // The order of the docket it was written from; without it, the order of the file.
        if (requests.TrueForAll(request => request.Order is not null))
            requests = [.. requests.OrderBy(request => request.Order)];
        var entries = new List<Entry>();
        var ids = new Dictionary<ArgdownNode, string>();
        foreach (var request in requests)
        {
            if (request.Objection != request.Node && !ids.ContainsKey(request.Objection))
                return At(request.Node.Line, "It comes before its objection by its entry number.", "Correct the numbers, or leave them all out.");
            if (request.Cites.Passages.Select(passage => misquoted?.Invoke(passage)).FirstOrDefault(fault => fault is not null) is { } fault)
                return At(request.Node.Line, fault, "Quote the page exactly.");
            var made = request.Make(soFar, ids.GetValueOrDefault(request.Objection, ""), by);
            if (made.IsRefused)
                return At(request.Node.Line, made.Refusal.Problem, made.Refusal.Remedy);
            if (made.Value is ObjectionRaised)
                ids[request.Node] = $"O{soFar.Acts.Count(act => act.Kind == nameof(ObjectionRaised)) + 1}";
            entries.Add(made.Value);
            soFar = soFar with { LastEntry = soFar.LastEntry + 1, Acts = [.. soFar.Acts, new DocketEntry(soFar.LastEntry + 1, soFar.LastAt ?? default, by, EntryBody.KindOf(made.Value), made.Value)] };
        }
        return new ImportedArgument(entries);
    }

    private sealed record Request(ArgdownNode Node, ArgdownNode Objection, int? Order, Cites Cites, Func<Petition, string, string, Outcome<Entry>> Make);

    /// <summary>The requests of an objection and all under it, or what is wrong.</summary>
    private static Refusal? Requests(ArgdownNode node, List<Request> requests)
    {
        if (node.IsArgument)
            return At(node.Line, "An argument stands alone.", "Write it under the objection that it answers, with - before it.");
        var data = new Data(node, "by", "role", "ground", "entry", "withdrawn", "withdrawnEntry");
        var (by, role, ground, order) = (data.Text("by"), data.Text("role"), data.Text("ground"), data.Number("entry"));
        var (withdrawn, withdrawnOrder) = (data.Text("withdrawn"), data.Number("withdrawnEntry"));
        if (data.Fault is { } wrong)
            return wrong;
        if (by is null || role is null)
            return At(node.Line, $"The objection does not say {(by is null ? "who objects" : "in which role")}.", $"Add it in braces: {{by: \"NAME\", role: \"ROLE\"}}.");
        var claims = node.Children.Where(child => !child.IsArgument).ToList();
        if (claims.FirstOrDefault(claim => claim.Relation == '-') is { } attacking)
            return At(attacking.Line, "A statement attacks the objection.", "An answer is an argument: write <title>: words.");
        if (claims.Select(claim => new Data(claim).Fault).FirstOrDefault(fault => fault is not null) is { } extra)
            return extra;
        requests.Add(new Request(node, node, order, Casework.Cites.None, (soFar, _, _) => Procedure.Object(soFar, by, role, ground, node.Text, [.. claims.Select(claim => claim.Text)])));
        for (var i = 0; i < claims.Count; i++)
        {
            foreach (var child in claims[i].Children)
            {
                if (Act(child, node, i + 1, requests) is { } fault)
                    return fault;
            }
        }
        foreach (var child in node.Children.Where(child => child.IsArgument))
        {
            if (Act(child, node, null, requests) is { } fault)
                return fault;
        }
        if (withdrawn is not null)
            requests.Add(new Request(node, node, withdrawnOrder, Casework.Cites.None, (soFar, id, actor) => Procedure.Withdraw(soFar, id, withdrawn, actor)));
        return null;
    }

    private static Refusal? Act(ArgdownNode node, ArgdownNode objection, int? claim, List<Request> requests)
    {
        if (!node.IsArgument)
            return At(node.Line, "A statement stands under a claim.", "Evidence and answers are arguments: write <title>: words.");
        if (node.Children.Count > 0)
            return At(node.Children[0].Line, "Something stands under an argument, which this reading has no place for.", "Lay it to the claim or the objection itself.");
        var kind = node.Tags switch
        {
            [] => node.Relation == '-' ? "answer" : "evidence",
            ["answer" or "evidence" or "concession" or "question"] => node.Tags[0],
            _ => null,
        };
        if (kind is null)
            return At(node.Line, $"#{string.Join(" #", node.Tags)} says not what it is.", "Use one of #answer, #evidence, #concession, #question.");
        if (kind is "answer" or "question" && node.Relation == '+')
            return At(node.Line, $"An {(kind == "answer" ? "answer" : "answered question")} supports the objection.", "Write - before it, or #concession when it grants the claim.");
        if (kind == "concession" && node.Relation == '-')
            return At(node.Line, "A concession attacks the objection.", "Write + before it.");
        var data = new Data(node, kind switch
        {
            "answer" => ["facts", "findings", "passages", "leavesOpen", "enteredBy", "entry"],
            "question" => ["question", "applies", "facts", "findings", "passages", "enteredBy", "entry"],
            _ => ["facts", "findings", "passages", "enteredBy", "entry"],
        });
        var cites = new Cites(data.List("facts"), data.List("findings"), data.Passages());
        var (open, question, applies, order) = (data.Text("leavesOpen"), data.Text("question"), data.Flag("applies") ?? true, data.Number("entry"));
        _ = data.Text("enteredBy");
        if (data.Fault is { } wrong)
            return wrong;
        if (kind == "question" && (question is null || claim is not null))
            return At(node.Line, claim is null ? "It does not say which question it answers." : "A question belongs to the objection, not to a claim.", claim is null ? "Add it in braces: {question: \"role.found-by\"}." : "Write it under the objection itself.");
        requests.Add(new Request(node, objection, order, cites, kind switch
        {
            "evidence" => (soFar, id, _) => Procedure.GiveEvidence(soFar, id, claim, node.Relation == '+' ? Side.For : Side.Against, cites, node.Text),
            "question" => (soFar, id, _) => Procedure.AnswerQuestion(soFar, id, question!, applies, node.Text, cites),
            _ => (soFar, id, _) => Procedure.Answer(soFar, id, claim, kind == "concession", node.Text, open, cites),
        }));
        return null;
    }

    internal static Refusal At(int line, string problem, string remedy) => new($"Line {line}: {problem}", remedy);

    /// <summary>The data of a node, asked for by name; what is of the wrong kind or unknown is kept as the fault.</summary>
    private sealed class Data
    {
        private readonly ArgdownNode _node;

        public Data(ArgdownNode node, params string[] known)
        {
            _node = node;
            if (node.Data.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
                Fault = At(node.Line, $"'{unknown}' is not known here.", known.Length == 0 ? "A claim takes no data." : $"Use of: {string.Join(", ", known)}.");
        }

        public Refusal? Fault { get; private set; }

        public string? Text(string name) => Get<string>(name, "words in quotation marks");

        public int? Number(string name) => Get<object>(name, "a whole number") is { } value ? value as int? ?? Wrong<int?>(name, "a whole number") : null;

        public bool? Flag(string name) => Get<object>(name, "true or false") is { } value ? value as bool? ?? Wrong<bool?>(name, "true or false") : null;

        public IReadOnlyList<string> List(string name)
        {
            var list = Get<List<object>>(name, "a list of words in quotation marks") ?? [];
            return list.TrueForAll(one => one is string) ? [.. list.Cast<string>()] : Wrong<IReadOnlyList<string>>(name, "a list of words in quotation marks") ?? [];
        }

        public IReadOnlyList<Citation> Passages()
        {
            const string form = "a list of {document, page, start, quote, before, after}";
            var passages = new List<Citation>();
            foreach (var one in Get<List<object>>("passages", form) ?? [])
            {
                if (one is not Dictionary<string, object?> said || said.Count != 6 || said.GetValueOrDefault("document") is not string document || said.GetValueOrDefault("page") is not int page
                    || said.GetValueOrDefault("start") is not int start || said.GetValueOrDefault("quote") is not string quote || said.GetValueOrDefault("before") is not string before || said.GetValueOrDefault("after") is not string after)
                    return Wrong<IReadOnlyList<Citation>>("passages", form) ?? [];
                passages.Add(new Citation(document, page, start, quote, before, after));
            }
            return passages;
        }

        private T? Get<T>(string name, string form)
            where T : class => _node.Data.GetValueOrDefault(name) is not { } value ? null : value as T ?? Wrong<T>(name, form);

        private T? Wrong<T>(string name, string form)
        {
            Fault ??= At(_node.Line, $"'{name}' is not {form}.", "Correct it there.");
            return default;
        }
    }
}
