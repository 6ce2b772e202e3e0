using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>How many of a hundred of a group had the study's outcome.</summary>
/// <param name="Percent">Of the group, as published.</param>
/// <param name="AgeFrom">The youngest age at release in full years, or null for any.</param>
/// <param name="AgeTo">The oldest age at release in full years, or null for any.</param>
/// <param name="History">The criminal history category ("I"), or null for all.</param>
/// <param name="Verified">How far it was checked against the publication.</param>
/// <param name="How">Where it was seen, with the words.</param>
public sealed record BaseRate(decimal Percent, int? AgeFrom, int? AgeTo, string? History, Checked Verified, string How)
{
    /// <summary>In whole people of a hundred; a half counts as one.</summary>
    [JsonIgnore]
    public int OfAHundred => (int)decimal.Round(Percent, MidpointRounding.AwayFromZero);
}

/// <summary>A published study of what became of people after release.</summary>
/// <param name="Id">"ussc-2017".</param>
/// <param name="Title">Of the publication.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Published">YYYY-MM.</param>
/// <param name="Url">Where it stands.</param>
/// <param name="Population">"federal" or "state".</param>
/// <param name="Cohort">Who was followed.</param>
/// <param name="N">How many were followed in all; not the size of a single group.</param>
/// <param name="Years">For how many years.</param>
/// <param name="Outcome">What was counted.</param>
/// <param name="Rates">Its figures.</param>
public sealed record BaseRateStudy(
    string Id, string Title, string Publisher, string Published, string Url, string Population, string Cohort, int N, int Years, string Outcome, IReadOnlyList<BaseRate> Rates);

/// <summary>Published base rates, as data (catalog/base-rates.json). Figures of studies; Clementia makes none of its own.</summary>
/// <param name="Note">How to read the file.</param>
/// <param name="Studies">In order of publication.</param>
public sealed record BaseRates(string Note, IReadOnlyList<BaseRateStudy> Studies)
{
    private static readonly Lazy<BaseRates> s_builtIn = new(ReadBuiltIn);

    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly string[] s_categories = ["I", "II", "III", "IV", "V", "VI"];

    /// <summary>Those that this version of the program was built with.</summary>
    public static BaseRates BuiltIn => s_builtIn.Value;

    /// <summary>Reads the text of a file of base rates, strictly.</summary>
    public static Outcome<BaseRates> Parse(string text)
    {
        BaseRates? read;
        try
        {
            read = JsonSerializer.Deserialize<BaseRates>(text, s_strict);
        }
        catch (JsonException wrong)
        {
            return new Refusal($"base-rates.json, line {(wrong.LineNumber ?? 0) + 1} ({wrong.Path ?? "$"}): {wrong.Message.Split(" Path: ")[0].TrimEnd('.')}.", "Correct the file there; it is strict JSON.");
        }
        if (read is null)
            return new Refusal("base-rates.json holds null.", "Put the studies there.");
        foreach (var study in read.Studies)
        {
            if (study.N < 1 || study.Years is < 1 or > 50 || study.Population is not ("federal" or "state"))
                return At(study, "n, years or population cannot be so");
            foreach (var rate in study.Rates)
            {
                if (rate.Percent is < 0 or > 100)
                    return At(study, $"{rate.Percent} is no percentage");
                if (rate.AgeFrom > rate.AgeTo || rate.AgeFrom < 0 || rate.AgeTo < 0)
                    return At(study, "an age band ends before it begins");
                if (rate.History is { } category && !s_categories.Contains(category))
                    return At(study, $"'{category}' is no criminal history category (I to VI)");
                if (rate.How.Trim().Length == 0)
                    return At(study, "a figure does not say where it was seen");
            }
        }
        return read.Studies.Select(study => study.Id).Distinct().Count() == read.Studies.Count ? read : new Refusal("base-rates.json: a study stands twice.", "Give each its own id.");

        static Refusal At(BaseRateStudy study, string fault) => new($"base-rates.json, study '{study.Id}': {fault}.", "Correct the figure there.");
    }

    private static BaseRates ReadBuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("base-rates.json")
            ?? throw new InvalidOperationException("The program was built without base-rates.json. Build it again.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var read = Parse(reader.ReadToEnd());
        return read.IsRefused ? throw new InvalidOperationException($"The program was built with faulty base rates: {read.Refusal}") : read.Value;
    }
}
