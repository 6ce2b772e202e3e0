using Clementia.Casework;
using Clementia.Documents.Briefs;

namespace Clementia.Tests.Briefs;

public sealed class BriefFormsTests
{
    [Fact]
    public void Scratch()
    {
        var file = CaseFile.Typical();
        foreach (var (name, options) in new[] { ("sealed", CaseFile.For(clearance: Confidentiality.Sealed)), ("plain", CaseFile.For()) })
            foreach (var format in Enum.GetValues<BriefFormat>())
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                var outcome = BriefFile.Write(file.Brief(options), format, file.Sources);
                Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
                File.WriteAllBytes($"/tmp/tt/{name}.{format.ToString().ToLowerInvariant()}", outcome.Value.Bytes);
                Console.WriteLine($"{name} {format} {watch.ElapsedMilliseconds} ms {outcome.Value.Bytes.Length} {string.Join(" ", outcome.Value.Warnings)}");
            }
    }
}
