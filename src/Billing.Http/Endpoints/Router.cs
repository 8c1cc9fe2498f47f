namespace Billing.Http;

/// <summary>
/// Finds the operation of a path: a tree of segments, compared ordinally, where a literal segment wins over a parameter and a parameter takes what no
/// literal serves with this method. Knows nothing of the host, so that both homes route alike.
/// </summary>
internal sealed class Router
{
    private const int MaxSegments = 16;
    private readonly Node _root = new();

    /// <exception cref="InvalidOperationException">Two operations share a method and a route.</exception>
    public Router(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            var node = _root;
            foreach (var segment in operation.Path.Split('/')[1..])
            {
                node = RouteParameter.IsParameter(segment) ? node.Parameter ??= new Node() : node.Child(segment);
            }

            if (!node.Operations.TryAdd(operation.Method, operation))
            {
                throw new InvalidOperationException($"{operation.Name} and another operation share {operation.Method} {operation.Path}.");
            }
        }
    }

    /// <param name="method">HEAD finds GET.</param>
    public RouteMatch Match(string method, string path)
    {
        Span<Range> segments = stackalloc Range[MaxSegments + 1];
        if (path.Length == 0 || path[0] != '/')
        {
            return RouteMatch.None;
        }

        var count = path.AsSpan(1).Split(segments, '/');
        if (count > MaxSegments)
        {
            return RouteMatch.None;
        }

        var search = new Search(path, method == "HEAD" ? "GET" : method);
        return search.Walk(_root, segments[..count], 0) ?? new RouteMatch(null, [], search.Allowed);
    }

    private sealed class Search(string path, string method)
    {
        private readonly List<string> _values = [];

        public SortedSet<string>? Allowed { get; private set; }

        public RouteMatch? Walk(Node node, ReadOnlySpan<Range> segments, int index)
        {
            if (index == segments.Length)
            {
                return Leaf(node);
            }

            var segment = path.AsSpan(1)[segments[index]];
            if (node.Find(segment) is { } child && Walk(child, segments, index + 1) is { } match)
            {
                return match;
            }

            if (node.Parameter is null || segment.IsEmpty)
            {
                return null;
            }

            _values.Add(segment.ToString());
            if (Walk(node.Parameter, segments, index + 1) is { } found)
            {
                return found;
            }

            _values.RemoveAt(_values.Count - 1);
            return null;
        }

        private RouteMatch? Leaf(Node node)
        {
            if (node.Operations.TryGetValue(method, out var operation))
            {
                return new RouteMatch(operation, [.. _values], null);
            }

            if (node.Operations.Count > 0)
            {
                Allowed ??= new SortedSet<string>(StringComparer.Ordinal) { "OPTIONS" };
                Allowed.UnionWith(node.Operations.Keys);
                if (Allowed.Contains("GET"))
                {
                    Allowed.Add("HEAD");
                }
            }

            return null;
        }
    }

    private sealed class Node
    {
        private readonly Dictionary<string, Node> _children = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _lookup;

        public Node() => _lookup = _children.GetAlternateLookup<ReadOnlySpan<char>>();

        public Node? Parameter { get; set; }

        public Dictionary<string, Operation> Operations { get; } = new(StringComparer.Ordinal);

        public Node? Find(ReadOnlySpan<char> segment) => _lookup.TryGetValue(segment, out var child) ? child : null;

        public Node Child(string segment)
        {
            if (!_children.TryGetValue(segment, out var child))
            {
                _children.Add(segment, child = new Node());
            }

            return child;
        }
    }
}

/// <summary>The operation with the values of its route's parameters in order; or none, with the methods that the path does know (null: no such path).</summary>
internal readonly record struct RouteMatch(Operation? Operation, string[] Values, SortedSet<string>? Allowed)
{
    public static RouteMatch None => new(null, [], null);
}
