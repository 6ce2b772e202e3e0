using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Marlow", "Judith Marlow")]
    [InlineData("Ms. Marlow", "Judith Marlow")]
    [InlineData("MARLOW, JUDITH ANN", "Judith Marlow")]
    [InlineData("Marlow, Jr.", "Peter Marlow Jr.")]
    [InlineData("then-President Peter Marlow", "Marlow")]
    [InlineData("former U.S. Attorney General Ana Ruiz", "Ana Ruiz")]
    [InlineData("Marlow’s", "Judith Marlow")]
    [InlineData("Judith A. Marlow", "Judith Ann Marlow")]
    [InlineData("J. Marlow", "Judith Marlow")]
    [InlineData("J. Edgar Vance", "Edgar Vance")]
    [InlineData("Ana Ortiz", "Ana Ortiz Vega")]
    [InlineData("Ortiz Vega", "Ana Ortiz Vega")]
    [InlineData("Ortiz", "Ana Ortiz Vega")]
    [InlineData("Ana Ortiz-Vega", "Ana Ortiz")]
    [InlineData("@AnaOrtiz", "Ana Ortiz")]
    [InlineData("AnaOrtiz", "Ana Ortiz Vega")]
    [InlineData("@realPeterMarlow", "Peter Marlow")]
    [InlineData("@SenPeterMarlow", "Sen. Peter Marlow (R-Ohio)")]
    [InlineData("@peter_marlow", "Peter Marlow")]
    [InlineData("Bob Hale", "Robert Hale")]
    [InlineData("Robert \"Bobby\" Hale", "Bobby Hale")]
    [InlineData("Robert (Skip) Hale", "Skip Hale")]
    [InlineData("Maria de la Cruz", "de la Cruz")]
    [InlineData("María de la Cruz", "Maria De La Cruz")]
    [InlineData("Ludwig van Doren", "van Doren")]
    [InlineData("Judith", "Judith Marlow")]
    [InlineData("Hale spokesman", "spokeswoman for Robert Hale")]
    [InlineData("Hale's lawyers", "attorney for Hale")]
    [InlineData("McBride", "Sean McBride")]
    [InlineData("White House", "the White House")]
    [InlineData("Robert Hale Sr.", "Robert Hale")]
    [InlineData("Robert Hale, Esq.", "Robert Hale")]
    public void One_person_under_two_names_is_known(string a, string b)
    {
        Assert.True(PersonName.Same(a, b), $"{a} | {b}");
        Assert.True(PersonName.Same(b, a), $"{b} | {a}");
    }

    [Theory]
    [InlineData("Judith Marlow", "Peter Marlow")]
    [InlineData("Robert Hale", "Robert Hale Jr.")]
    [InlineData("Robert Hale Jr.", "Robert Hale III")]
    [InlineData("Hale", "Hale spokesman")]
    [InlineData("Hale's lawyer", "Hale's spokesman")]
    [InlineData("Hale's sister", "Hale")]
    [InlineData("Judith Ann Marlow", "Judith Beth Marlow")]
    [InlineData("Judith Marlow", "Judith Warlow")]
    [InlineData("Judith Marlow", "P. Marlow")]
    [InlineData("@AnaOrtiz", "Maria Ortiz")]
    [InlineData("Marlow", "low")]
    [InlineData("Clarence James", "James Thomas")]
    [InlineData("", "Marlow")]
    [InlineData("Mr.", "Marlow")]
    [InlineData("for Ana Ortiz", "for Ortiz Justice")]
    [InlineData("Ana Maria Ortiz", "Ana Ortiz Vega")]
    public void Two_people_are_told_apart(string a, string b)
    {
        Assert.False(PersonName.Same(a, b), $"{a} | {b}");
        Assert.False(PersonName.Same(b, a), $"{b} | {a}");
    }

    [Theory]
    [InlineData("Dr. Robert J. Hale Jr., M.D.", "robert|j|hale", "jr")]
    [InlineData("J.R. Hale", "j|r|hale", null)]
    [InlineData("HALE, ROBERT JAMES", "robert|james|hale", null)]
    [InlineData("Maria de la Cruz Vega", "maria|de la cruz|vega", null)]
    public void A_name_is_taken_apart_as_a_clerk_would(string written, string parts, string? generation)
    {
        var name = PersonName.Parse(written);

        Assert.Equal(parts, string.Join('|', name.Parts));
        Assert.Equal(generation, name.Generation);
    }

    [Fact]
    public void Sameness_does_not_depend_on_who_is_asked_first()
    {
        var word = Gen.OneOf(new[] { "Ana", "A.", "Bob", "Robert", "Ortiz", "Vega", "Ortiz-Vega", "de", "la", "Hale", "Jr.", "Mr.", "@", "spokesman", "for", ",", "’s", "\"Bo\"", "(", "é", "Justice", "President", "" }.Select(Gen.Const).ToArray());
        var name = word.Array[0, 6].Select(words => string.Join(' ', words));

        Gen.Select(name, name).Sample((a, b) => PersonName.Same(a, b) == PersonName.Same(b, a));
    }

    [Fact]
    public void Everyone_is_the_same_as_themselves()
    {
        Gen.String.Sample(text => PersonName.Same(text, text));
    }
}
