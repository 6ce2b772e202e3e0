using System.Reflection;
using Clementia.Bench;

// One benchmark a file: a static class with the attribute [Benchmark("name")] and a method `int Run(string[] args)`.
var benchmarks = typeof(BenchmarkAttribute).Assembly.GetTypes()
    .Select(type => (Name: type.GetCustomAttribute<BenchmarkAttribute>()?.Name, type)).Where(found => found.Name is not null).OrderBy(found => found.Name).ToArray();
var wanted = benchmarks.FirstOrDefault(found => found.Name == args.FirstOrDefault());
if (wanted.Name is null)
{
    Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", benchmarks.Select(found => found.Name))}.");
    return 2;
}
return (int)wanted.type.GetMethod("Run", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, [args[1..]])!;

namespace Clementia.Bench
{
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class BenchmarkAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }
}
