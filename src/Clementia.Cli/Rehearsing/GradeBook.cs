using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Cli.Rehearsing;

/// <summary>A question that the presenter wrote, with the answer they mean to give.</summary>
internal sealed record OwnQuestion(int Number, string Asks, string? Answer);

/// <summary>What is kept of a card: its memory and the last grade.</summary>
internal sealed record Graded(Memory Memory, Grade Last);

/// <summary>
/// One presenter's grades on one petition. They are private: kept beside the workspace's docket and never on it, in a file of their own
/// that only its owner can read. Every grade is on disk before the next question.
/// </summary>
internal sealed class GradeBook
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _file;
    private readonly Pages _pages;

    private GradeBook(string file, Pages pages) => (_file, _pages) = (file, pages);

    /// <summary>The questions that the presenter wrote.</summary>
    public IReadOnlyList<OwnQuestion> Own => _pages.Own;

    /// <summary>What is kept of a card, or null when it was never graded.</summary>
    public Graded? Of(string card) => _pages.Cards.GetValueOrDefault(card);

    /// <summary>Opens the grades of a presenter, empty when there are none yet.</summary>
    public static GradeBook Open(string folder, string petition, string presenter)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(presenter.Trim().ToUpperInvariant())))[..12];
        var file = Path.Combine(folder, $"{petition}-{name}.json");
        if (!File.Exists(file))
            return new GradeBook(file, new Pages(petition, presenter.Trim(), [], []));
        try
        {
            var pages = JsonSerializer.Deserialize<Pages>(File.ReadAllText(file), s_json) ?? throw new JsonException("It holds null.");
            foreach (var (card, graded) in pages.Cards)
            {
                if (graded.Memory is not { Stability: > 0 and < 1e6, Difficulty: >= 1 and <= 10, Step: >= 0 and < 2, Last: not null } || !Enum.IsDefined(graded.Last))
                    throw new JsonException($"The grade of {card} cannot be.");
            }
            return new GradeBook(file, pages);
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"The grades in {file} cannot be read: {wrong.Message} Move the file away to begin anew.");
        }
    }

    /// <summary>Adds a question of the presenter's own.</summary>
    public OwnQuestion Add(string asks, string? answer)
    {
        var own = new OwnQuestion(_pages.Own.Count + 1, asks, answer);
        _pages.Own.Add(own);
        Save();
        return own;
    }

    /// <summary>Keeps a grade.</summary>
    public Memory Grade(string card, Grade grade, DateTimeOffset now)
    {
        var memory = Fsrs.Graded(Of(card)?.Memory ?? Memory.Fresh(now), grade, now);
        _pages.Cards[card] = new Graded(memory, grade);
        Save();
        return memory;
    }

    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var part = _file + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(part, options))
            JsonSerializer.Serialize(stream, _pages, s_json);
        File.Move(part, _file, overwrite: true);
    }

    private sealed record Pages(string Petition, string Presenter, List<OwnQuestion> Own, Dictionary<string, Graded> Cards);
}
