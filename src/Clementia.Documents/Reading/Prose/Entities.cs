namespace Clementia.Documents.Reading.Prose;

/// <summary>What an entity is.</summary>
internal enum EntityKind
{
    /// <summary>A person with a name.</summary>
    Person,
    /// <summary>An institution: "the White House", "the ACLU", "Fox News".</summary>
    Institution,
    /// <summary>Someone known only by what they do: "a White House official", "the judge".</summary>
    Role,
    /// <summary>Several people without names: "prosecutors", "Marsh's lawyers", "critics".</summary>
    Group,
    /// <summary>A name that the text does not tell to be a person's or anything else's.</summary>
    Unknown,
}

/// <summary>How a mention points to its entity.</summary>
internal enum MentionForm
{
    /// <summary>First and last name.</summary>
    FullName,
    /// <summary>Last name alone, with or without a title.</summary>
    LastName,
    /// <summary>First name alone.</summary>
    FirstName,
    /// <summary>An institution's name.</summary>
    Name,
    /// <summary>An office alone: "the president".</summary>
    Title,
    /// <summary>A role: "Marsh's lawyer", "prosecutors".</summary>
    Role,
    /// <summary>A description: "the 41-year-old reality TV star".</summary>
    Description,
    /// <summary>he, she, they, I, you ...</summary>
    Pronoun,
    /// <summary>@handle.</summary>
    Handle,
    /// <summary>A speaker's label in a transcript.</summary>
    Label,
}

/// <summary>A person, group or institution of the text.</summary>
internal sealed class Entity(int id, EntityKind kind, string name)
{
    public int Id { get; } = id;

    /// <summary>What it is. A name met as unknown may turn out a person.</summary>
    public EntityKind Kind { get; internal set; } = kind;

    /// <summary>The fullest form of the name in the text, or the role as written ("White House official").</summary>
    public string Name { get; internal set; } = name;

    public Gender Gender { get; internal set; }

    /// <summary>The last name, without suffix, or null.</summary>
    public string? Last { get; internal set; }

    /// <summary>The first name, or null.</summary>
    public string? First { get; internal set; }

    /// <summary>All words of the name, without titles and suffix.</summary>
    internal List<string[]> Forms { get; } = [];

    /// <summary>"Jr.", or null.</summary>
    internal string? Suffix { get; set; }

    /// <summary>Whether the text introduces the person only as somebody's relative, so that the bare last name is another's.</summary>
    internal bool Relative { get; set; }

    /// <summary>Head nouns of roles and titles, lower case: "president", "counsel", "lawyer", "star".</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Roles as written ("White House counsel", "the House speaker").</summary>
    public List<string> RolePhrases { get; } = [];

    /// <summary>In the order of the text.</summary>
    public List<Mention> Mentions { get; } = [];

    /// <summary>Whether several people speak together.</summary>
    public bool IsPlural { get; internal set; }

    public bool IsPerson => Kind is EntityKind.Person or EntityKind.Role;

    public bool HasRole(string role) => Roles.Contains(role);

    public override string ToString() => $"{Name} ({Kind})";
}

/// <summary>A place where the text mentions an entity.</summary>
/// <param name="Start">Offset in <see cref="Prose.Text"/>; for a name with a title, the title is inside.</param>
/// <param name="End">Behind its last character, without "'s".</param>
/// <param name="TokenStart">Its first token.</param>
/// <param name="TokenEnd">Behind its last token.</param>
/// <param name="Form">How it points.</param>
/// <param name="Entity">To whom, or null when a pronoun or title cannot be resolved.</param>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="Possessive">Whether "'s" follows, or the pronoun is his, her, their, my, your.</param>
/// <param name="NameStart">Where the bare name starts, behind titles.</param>
internal sealed record Mention(int Start, int End, int TokenStart, int TokenEnd, MentionForm Form, Entity? Entity, int Sentence, bool Possessive, int NameStart)
{
    /// <summary>The word of a role mention that says what they are ("lawyer"), in the singular, or null.</summary>
    public string? Head { get; init; }
}
