namespace Clementia.Casework;

/// <summary>Something that is to be done on a petition.</summary>
/// <param name="Id">"T1", in the order of setting; never reused.</param>
/// <param name="Entry">Its docket entry.</param>
/// <param name="At">When it was set.</param>
/// <param name="By">Who set it.</param>
/// <param name="Words">What.</param>
/// <param name="About">What it comes from, or null.</param>
/// <param name="Due">By which day, YYYY-MM-DD, or null.</param>
/// <param name="Closed">How it was done or why it was dropped, or null while it is open.</param>
/// <param name="ClosedBy">By whom, or null.</param>
public sealed record PetitionTask(string Id, int Entry, DateTimeOffset At, string By, string Words, string? About, string? Due, string? Closed, string? ClosedBy);

/// <summary>What is to be done on a petition, and what was: a fold of its acts.</summary>
public static class PetitionTasks
{
    /// <summary>Every task, in the order of setting. Those removed by order are left out; their ids stay taken.</summary>
    public static IReadOnlyList<PetitionTask> Of(Petition petition)
    {
        var tasks = new List<PetitionTask>();
        var number = 0;
        foreach (var act in petition.Acts)
        {
            if (act.Kind == nameof(TaskSet))
                number++;
            if (act.Body is TaskSet set)
                tasks.Add(new PetitionTask($"T{number}", act.Number, act.At, act.Actor, set.Words, set.About, set.Due, null, null));
            else if (act.Body is TaskClosed closed && tasks.FindIndex(task => task.Id == closed.Task) is >= 0 and var at)
                tasks[at] = tasks[at] with { Closed = closed.Words, ClosedBy = act.Actor };
        }
        return tasks;
    }
}

// Tasks: set, and closed once.
public static partial class Procedure
{
    /// <summary>Sets a task.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="words">What is to be done.</param>
    /// <param name="about">What it comes from, or null.</param>
    /// <param name="due">By which day, YYYY-MM-DD, or null.</param>
    public static Outcome<Entry> SetTask(Petition soFar, string words, string? about, string? due)
    {
        if (OneLine(words).Length == 0)
            return new Refusal("The task says nothing.", "Say what is to be done.");
        if (due is not null && !DateOnly.TryParseExact(due, "yyyy-MM-dd", out _))
            return new Refusal($"'{due}' is no day.", "Write YYYY-MM-DD.");
        return PetitionTasks.Of(soFar).FirstOrDefault(task => task.Closed is null && Same(task.Words, words) && task.About == about) is { } same
            ? new Refusal($"The same is to be done already, as {same.Id}.", $"Do it, and close it: ./clementia tasks {soFar.Id} --done {same.Id} \"how\"")
            : new TaskSet(OneLine(words), about is null ? null : OneLine(about), due);
    }

    /// <summary>Closes a task: it was done, or dropped.</summary>
    /// <param name="soFar">The petition.</param>
    /// <param name="task">"T1".</param>
    /// <param name="words">How it was done, or why it was dropped.</param>
    public static Outcome<Entry> CloseTask(Petition soFar, string task, string words)
    {
        var tasks = PetitionTasks.Of(soFar);
        if (Find(tasks, task, one => one.Id) is not { } known)
            return new Refusal($"There is no task '{task}' on the petition.", tasks.Count == 0 ? "No task was set yet." : $"It has: {string.Join(", ", tasks.Select(one => one.Id))}.");
        if (known.Closed is not null)
            return new Refusal($"{known.Id} was closed by {known.ClosedBy}: {known.Closed}", "Set a new task when something is left.");
        return OneLine(words).Length == 0
            ? new Refusal($"It does not say how {known.Id} was done.", "Say it in a few words, or why it is dropped.")
            : new TaskClosed(known.Id, OneLine(words));
    }
}
