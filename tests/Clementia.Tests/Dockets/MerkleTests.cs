using System.Diagnostics;
using System.Text.Json;
using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Dockets;

public sealed class MerkleTests
{
    [Fact]
    public void The_518_published_vectors_hold()
    {
        var archive = SharedFolder.PathOrSkip("data", "merkle", "vectors.tar.xz");
        var folder = Directory.CreateTempSubdirectory("clementia-vectors-").FullName;
        try
        {
            using (var tar = Process.Start("tar", ["-xJf", archive, "-C", folder]))
            {
                tar.WaitForExit();
                Assert.SkipUnless(tar.ExitCode == 0, "tar could not unpack the vectors: it needs xz.");
            }
            var wrong = new List<string>();
            var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
            foreach (var file in files)
            {
                using var vector = JsonDocument.Parse(File.ReadAllBytes(file));
                var holds = Holds(Path.GetRelativePath(Path.Combine(folder, "testdata"), file), vector.RootElement);
                if (holds == vector.RootElement.GetProperty("wantErr").GetBoolean())
                    wrong.Add($"{Path.GetRelativePath(folder, file)} {(holds ? "holds" : "does not hold")}");
            }
            Assert.Empty(wrong);
            Assert.Equal(518, files.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Holds(string path, JsonElement vector)
    {
        byte[] Bytes(string name) => vector.GetProperty(name).GetBytesFromBase64();
        ulong Number(string name) => vector.GetProperty(name).GetUInt64();
        var proof = vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } hashes ? hashes.EnumerateArray().Select(hash => hash.GetBytesFromBase64()).ToArray() : [];
        return path.Split(Path.DirectorySeparatorChar)[0] switch
        {
            "inclusion" => Merkle.Includes(Number("leafIdx"), Number("treeSize"), Bytes("leafHash"), proof, Bytes("root")),
            "subtreeinclusion" => Merkle.Includes(Number("leafIdx"), Number("start"), Number("end"), Bytes("leafHash"), proof, Bytes("root")),
            "consistency" => Merkle.Extends(Number("size1"), Number("size2"), Bytes("root1"), Bytes("root2"), proof),
            "subtreeconsistency" => Merkle.Extends(Number("start"), Number("end"), Number("size"), Bytes("root1"), Bytes("root2"), proof),
            var other => throw new InvalidOperationException($"There is a new kind of vector, '{other}'. Teach this test to read it."),
        };
    }

    // RFC 9162, 2.1.1, word for word: the slow definition that the fast tree must agree with.
    private static byte[] Definition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return Merkle.EmptyRoot;
        if (leaves.Length == 1)
            return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        var hash = new byte[Merkle.HashSize];
        Merkle.Node(Definition(leaves[..split]), Definition(leaves[split..]), hash);
        return hash;
    }

    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var leaf = new byte[Merkle.HashSize];
        Merkle.Leaf(BitConverter.GetBytes(i), leaf);
        return leaf;
    })];

    private static MerkleTree TreeOf(byte[][] leaves)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leaves)
            tree.Add(leaf);
        return tree;
    }

    [Fact]
    public void Tree_and_frontier_have_the_root_that_the_RFC_defines()
    {
        var leaves = Leaves(70);
        var tree = TreeOf(leaves);
        var frontier = new Frontier();
        for (var size = 0; size <= leaves.Length; size++)
        {
            var root = Definition(leaves.AsSpan(0, size));
            Assert.Equal(root, tree.Root(size));
            Assert.Equal(root, frontier.Root());
            Assert.Equal(root, Frontier.Of(size, frontier.ToArray())!.Root());
            if (size < leaves.Length)
                frontier.Add(leaves[size]);
        }
    }

    [Fact]
    public void Every_proof_of_every_small_tree_holds_and_no_other_index_size_or_root_does()
    {
        var leaves = Leaves(34);
        var tree = TreeOf(leaves);
        for (var size = 1; size <= leaves.Length; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = tree.InclusionProof(index, size);
                Assert.True(Merkle.Includes((ulong)index, (ulong)size, leaves[index], proof, tree.Root(size)));
                Assert.False(Merkle.Includes((ulong)index, (ulong)size, leaves[(index + 1) % leaves.Length], proof, tree.Root(size)));
                Assert.False(Merkle.Includes((ulong)index, (ulong)size, leaves[index], proof, tree.Root(size - 1)));
                if (size > 1)
                    Assert.False(Merkle.Includes((ulong)((index + 1) % size), (ulong)size, leaves[index], proof, tree.Root(size)));
            }
            for (var before = 1; before <= size; before++)
            {
                var proof = tree.ConsistencyProof(before, size);
                Assert.True(Merkle.Extends((ulong)before, (ulong)size, tree.Root(before), tree.Root(size), proof));
                Assert.False(Merkle.Extends((ulong)before, (ulong)size, tree.Root(before - 1), tree.Root(size), proof));
                Assert.False(Merkle.Extends((ulong)before, (ulong)size, tree.Root(before), tree.Root(size - 1), proof));
            }
        }
    }

    [Fact]
    public void Every_subtree_of_every_small_tree_is_proved_part_of_it()
    {
        var leaves = Leaves(34);
        var tree = TreeOf(leaves);
        for (var size = 1; size <= leaves.Length; size++)
        {
            for (var length = 1; length <= size; length++)
            {
                var step = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length);
                for (var start = 0; start + length <= size; start += step)
                    Assert.True(Merkle.Extends((ulong)start, (ulong)(start + length), (ulong)size, Definition(leaves.AsSpan(start, length)), tree.Root(size), tree.ConsistencyProof(start, start + length, size)));
            }
        }
    }

    [Fact]
    public void Changing_any_byte_of_a_proof_breaks_it() => Gen.Select(Gen.Int[2, 200], Gen.UInt, Gen.UInt, Gen.Byte[1, 255]).Sample((size, index, at, change) =>
    {
        var leaves = Leaves(size);
        var tree = TreeOf(leaves);
        var leaf = (int)(index % size);
        var proof = tree.InclusionProof(leaf, size).Select(hash => hash.ToArray()).ToArray();
        proof[at % proof.Length][at % 32] ^= change;
        Assert.False(Merkle.Includes((ulong)leaf, (ulong)size, leaves[leaf], proof, tree.Root(size)));
    }, iter: 200);

    [Fact]
    public void Frontiers_built_apart_join_into_the_frontier_of_the_whole() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 16]).Sample((chunks, rest) =>
    {
        var leaves = Leaves((chunks * 16) + rest);
        var whole = new Frontier();
        foreach (var chunk in leaves.Chunk(16))
        {
            var part = new Frontier();
            foreach (var leaf in chunk)
                part.Add(leaf);
            whole.Add(part);
        }
        Assert.Equal(leaves.Length, whole.Size);
        Assert.Equal(Definition(leaves), whole.Root());
    }, iter: 100);
}
