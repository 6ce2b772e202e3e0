using Clementia.Casework;
using Clementia.Store;

// append WORKSPACE KEYFILE PETITION SEED     writes until killed; prints what was acknowledged, one a line
// contend WORKSPACE KEYFILE PETITION NAME N  enters N entries among others who do the same; prints their numbers
var at = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);
using var workspace = Workspace.Open(args[1], args[2] == "-" ? null : args[2]).Value;
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
var petition = args[3];

if (args[0] == "contend")
{
    for (var i = 0; i < int.Parse(args[5]); i++)
    {
        var entry = new FactVetted($"{args[4]}-{i}", Verdict.Confirm, null, "The judgment says so.");
        output.WriteLine(workspace.Enter(petition, args[4], () => at, _ => new Entry[] { entry }).Value);
    }
    return;
}

var random = new Random(int.Parse(args[4]));
var next = workspace.Read(petition).Value.Count + 1;
var filed = new List<int>();
output.WriteLine("ready");
for (var round = 0; ; round++)
{
    var bytes = new byte[random.Next(1, 400_000)];
    random.NextBytes(bytes);
    switch (round % 6)
    {
        case 1:
            var blob = workspace.Put(bytes).Value;
            output.WriteLine($"blob {blob.Sha256}");
            next = Entered(workspace.Append(petition, next, "Writer", at, new DocumentFiled(blob.Sha256, "d", blob.Size, "application/octet-stream", null, null, null, "Writer", Confidentiality.Public)).Value, blob.Sha256);
            filed.Add(next - 1);
            break;
        case 4 when filed.Count > 1:
            var redaction = workspace.Redact(petition, filed[0], "Order", "Writer", at).Value;
            filed.RemoveAt(0);
            output.WriteLine($"removed {redaction.Entry} {redaction.RecordedAs}");
            next = redaction.RecordedAs + 1;
            break;
        case 5:
            workspace.IssueCheckpoint(petition, "Writer", at);
            break;
        default:
            var entries = Enumerable.Range(0, random.Next(1, 4)).Select(i => new FactVetted($"F{next + i}", Verdict.Confirm, null, new string('x', random.Next(2000)))).ToArray();
            var last = workspace.Append(petition, next, "Writer", at, entries).Value;
            foreach (var entry in entries)
                next = Entered(next, entry.Fact);
            if (last != next - 1)
                throw new InvalidOperationException($"Acknowledged {last}, expected {next - 1}.");
            break;
    }
}

int Entered(int number, string what)
{
    output.WriteLine($"entry {number} {what}");
    return number + 1;
}
