using System.Numerics;
using System.Security.Cryptography;

namespace Clementia.Casework;

/// <summary>
/// The Merkle tree of RFC 9162 (section 2.1) over SHA-256: leaf and node hashes, and the checks that an outsider makes of a proof.
/// A subtree is a run of leaves from <c>start</c> up to, not including, <c>end</c>, where <c>start</c> is a multiple of the least
/// power of two that is not below its length; the tree itself is the subtree from 0.
/// </summary>
public static class Merkle
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = 32;

    /// <summary>The root of the tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>SHA-256 of a byte 0 and the entry.</summary>
    public static void Leaf(ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        Span<byte> buffer = entry.Length < 1024 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        buffer[0] = 0;
        entry.CopyTo(buffer[1..]);
        SHA256.HashData(buffer, hash);
    }

    /// <summary>SHA-256 of a byte 1 and both children.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * HashSize)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + HashSize)..]);
        SHA256.HashData(buffer, hash);
    }

    /// <summary>Whether the proof shows that a leaf stands at an index (from 0) of the tree with this size and root.</summary>
    public static bool Includes(ulong index, ulong size, byte[] leaf, IReadOnlyList<byte[]> proof, byte[] root) =>
        Includes(index, 0, size, leaf, proof, root);

    /// <summary>Whether the proof shows that a leaf stands at an index of the whole tree, within the subtree that has this root.</summary>
    public static bool Includes(ulong index, ulong start, ulong end, byte[] leaf, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (!IsSubtree(start, end) || index < start || index >= end || leaf.Length != HashSize)
            return false;
        // RFC 9162, 2.1.3.2, within the subtree.
        var node = index - start;
        var last = end - start - 1;
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0 || sibling.Length != HashSize)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = NodeOf(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
                hash = NodeOf(hash, sibling);
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>
    /// Whether the proof shows that the tree of size <paramref name="size1"/> is how the tree of size <paramref name="size2"/> began.
    /// Every tree begins with the empty one, so that proves nothing and is refused.
    /// </summary>
    public static bool Extends(ulong size1, ulong size2, byte[] root1, byte[] root2, IReadOnlyList<byte[]> proof) =>
        size1 > 0 && Extends(0, size1, size2, root1, root2, proof);

    /// <summary>Whether the proof shows that the subtree with root <paramref name="subtree"/> is part of the tree of this size and root.</summary>
    public static bool Extends(ulong start, ulong end, ulong size, byte[] subtree, byte[] root, IReadOnlyList<byte[]> proof)
    {
        if (!IsSubtree(start, end) || end > size)
            return false;
        if (start == end)
            return proof.Count == 0 && subtree.AsSpan().SequenceEqual(EmptyRoot);

        // RFC 9162, 2.1.4.2, with the subtree's first node beside its last.
        var first = start;
        var node = end - 1;
        var last = size - 1;
        // Climb to where the proof begins: the greatest node that ends where the subtree ends.
        while (first != node && (node == last || (node & 1) == 1))
        {
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        var at = 0;
        byte[] inSubtree, inTree;
        if (first == node)
            inSubtree = inTree = subtree;
        else if (proof.Count == 0 || proof[0].Length != HashSize)
            return false;
        else
        {
            inSubtree = inTree = proof[0];
            at = 1;
        }
        for (; at < proof.Count; at++)
        {
            var sibling = proof[at];
            if (last == 0 || sibling.Length != HashSize)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                if (first < node)
                    inSubtree = NodeOf(sibling, inSubtree);
                inTree = NodeOf(sibling, inTree);
                while ((node & 1) == 0 && node != 0)
                {
                    first >>= 1;
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
                inTree = NodeOf(inTree, sibling);
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && inSubtree.AsSpan().SequenceEqual(subtree) && inTree.AsSpan().SequenceEqual(root);
    }

    private static bool IsSubtree(ulong start, ulong end)
    {
        if (start > end)
            return false;
        var length = end - start;
        return start == 0 || length <= 1 || (length <= 1UL << 63 && (start & (BitOperations.RoundUpToPowerOf2(length) - 1)) == 0);
    }

    private static byte[] NodeOf(byte[] left, byte[] right)
    {
        var hash = new byte[HashSize];
        // Roots come from outside and may be of any length; no node of a tree has such a child.
        if (left.Length == HashSize && right.Length == HashSize)
            Node(left, right, hash);
        return hash;
    }
}

/// <summary>
/// The right edge of a growing tree: the roots of its greatest complete subtrees, from left to right. It is all that is needed to
/// add leaves and to know the root, 32 bytes for each binary one in the size.
/// </summary>
public sealed class Frontier
{
    private byte[] _hashes;
    private int _count;

    /// <summary>Of the tree without leaves.</summary>
    public Frontier() => _hashes = new byte[32 * Merkle.HashSize];

    private Frontier(long size, byte[] hashes)
    {
        Size = size;
        _hashes = hashes;
        _count = hashes.Length / Merkle.HashSize;
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Reads what <see cref="ToArray"/> gave; null when it cannot be the frontier of a tree of this size.</summary>
    public static Frontier? Of(long size, ReadOnlySpan<byte> hashes) =>
        size < 0 || hashes.Length != BitOperations.PopCount((ulong)size) * Merkle.HashSize ? null : new(size, hashes.ToArray());

    /// <summary>Adds a leaf.</summary>
    public void Add(ReadOnlySpan<byte> leaf) => AddSubtree(0, leaf);

    /// <summary>Adds a complete subtree of 2^<paramref name="level"/> leaves. The size must be a multiple of that.</summary>
    public void AddSubtree(int level, ReadOnlySpan<byte> root)
    {
        if ((Size & ((1L << level) - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(level), $"A subtree of 2^{level} leaves cannot follow {Size} leaves.");
        if ((_count + 1) * Merkle.HashSize > _hashes.Length)
            Array.Resize(ref _hashes, Math.Max(_hashes.Length * 2, 32 * Merkle.HashSize));
        root.CopyTo(Slot(_count++));
        // As in adding one to a binary number: every one bit from here up carries.
        for (var bit = level; (Size >> bit & 1) == 1; bit++)
        {
            Merkle.Node(Slot(_count - 2), Slot(_count - 1), Slot(_count - 2));
            _count--;
        }
        Size += 1L << level;
    }

    /// <summary>Adds the leaves of another tree behind those of this one, whose size must be a multiple of a power of two not below the other's size.</summary>
    public void Add(Frontier other)
    {
        var slot = 0;
        for (var level = 62; level >= 0; level--)
        {
            if ((other.Size >> level & 1) == 1)
                AddSubtree(level, other.Slot(slot++));
        }
    }

    /// <summary>The root of the tree.</summary>
    public byte[] Root()
    {
        if (_count == 0)
            return Merkle.EmptyRoot;
        var root = Slot(_count - 1).ToArray();
        for (var i = _count - 2; i >= 0; i--)
            Merkle.Node(Slot(i), root, root);
        return root;
    }

    /// <summary>A copy that grows on its own.</summary>
    public Frontier Copy() => new(Size, ToArray());

    /// <summary>The hashes, largest subtree first.</summary>
    public byte[] ToArray() => _hashes.AsSpan(0, _count * Merkle.HashSize).ToArray();

    private Span<byte> Slot(int index) => _hashes.AsSpan(index * Merkle.HashSize, Merkle.HashSize);
}

/// <summary>A whole tree in memory (64 bytes a leaf): for proofs.</summary>
public sealed class MerkleTree
{
    // Level k holds the roots of the complete subtrees of 2^k leaves, in order.
    private readonly List<List<byte[]>> _levels = [[]];

    /// <summary>Number of leaves.</summary>
    public int Size => _levels[0].Count;

    /// <summary>The leaf hash at an index from 0.</summary>
    public byte[] Leaf(int index) => _levels[0][index];

    /// <summary>Adds a leaf.</summary>
    public void Add(byte[] leaf)
    {
        _levels[0].Add(leaf);
        for (var level = 0; _levels[level].Count % 2 == 0; level++)
        {
            if (_levels.Count == level + 1)
                _levels.Add([]);
            var parent = new byte[Merkle.HashSize];
            Merkle.Node(_levels[level][^2], _levels[level][^1], parent);
            _levels[level + 1].Add(parent);
        }
    }

    /// <summary>The root that the tree had at a size.</summary>
    public byte[] Root(int size)
    {
        Within(size, 0, Size, nameof(size));
        return size == 0 ? Merkle.EmptyRoot : Subtree(0, size);
    }

    /// <summary>The hashes that, with the leaf at an index from 0, give the root at a size (RFC 9162, 2.1.3.1).</summary>
    public IReadOnlyList<byte[]> InclusionProof(int index, int size)
    {
        Within(size, 1, Size, nameof(size));
        Within(index, 0, size - 1, nameof(index));
        var proof = new List<byte[]>();
        Path(index, 0, size, proof);
        return proof;
    }

    /// <summary>The hashes that show how the tree at one size began the tree at another (RFC 9162, 2.1.4.1).</summary>
    public IReadOnlyList<byte[]> ConsistencyProof(int size1, int size2) => ConsistencyProof(0, size1, size2);

    /// <summary>The hashes that show a subtree to be part of the tree at a size.</summary>
    public IReadOnlyList<byte[]> ConsistencyProof(int start, int end, int size)
    {
        Within(size, 0, Size, nameof(size));
        Within(end, start, size, nameof(end));
        var proof = new List<byte[]>();
        if (start < end)
            Part(start, end, 0, size, true, proof);
        return proof;
    }

    private void Path(int index, int start, int end, List<byte[]> proof)
    {
        if (end - start == 1)
            return;
        var middle = Split(start, end);
        if (index < middle)
        {
            Path(index, start, middle, proof);
            proof.Add(Subtree(middle, end));
        }
        else
        {
            Path(index, middle, end, proof);
            proof.Add(Subtree(start, middle));
        }
    }

    private void Part(int from, int to, int start, int end, bool known, List<byte[]> proof)
    {
        if (from == start && to == end)
        {
            if (!known)
                proof.Add(Subtree(start, end));
            return;
        }
        var middle = Split(start, end);
        if (to <= middle)
        {
            Part(from, to, start, middle, known, proof);
            proof.Add(Subtree(middle, end));
        }
        else if (from >= middle)
        {
            Part(from, to, middle, end, known, proof);
            proof.Add(Subtree(start, middle));
        }
        else
        {
            Part(middle, to, middle, end, false, proof);
            proof.Add(Subtree(start, middle));
        }
    }

    private byte[] Subtree(int start, int end)
    {
        var length = end - start;
        if (BitOperations.IsPow2(length))
            return _levels[BitOperations.Log2((uint)length)][start / length];
        var middle = Split(start, end);
        var hash = new byte[Merkle.HashSize];
        Merkle.Node(Subtree(start, middle), Subtree(middle, end), hash);
        return hash;
    }

    // The left part is the greatest power of two below the length.
    private static int Split(int start, int end) => start + (1 << BitOperations.Log2((uint)(end - start - 1)));

    private static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, $"{value} does not lie between {least} and {most}.");
    }
}
