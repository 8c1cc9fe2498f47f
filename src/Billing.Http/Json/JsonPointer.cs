namespace Billing.Http;

/// <summary>JSON pointers of RFC 6901.</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string member) =>
        $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string pointer, int index) => $"{pointer}/{index}";

    /// <summary>From the path that the serializer writes: <c>$.seats.team</c>, <c>$.items[3]</c>, <c>$['odd.name']</c>.</summary>
    public static string FromPath(string? path)
    {
        var pointer = "";
        for (var at = 1; path is not null && at < path.Length;)
        {
            if (path.AsSpan(at).StartsWith("['"))
            {
                var end = path.IndexOf("']", at, StringComparison.Ordinal) is var found and >= 0 ? found : path.Length;
                pointer = Append(pointer, path[(at + 2)..end]);
                at = end + 2;
                continue;
            }

            var start = path[at] is '.' or '[' ? at + 1 : at;
            var stop = path.AsSpan(start).IndexOfAny(".[]") is var length and >= 0 ? start + length : path.Length;
            pointer = Append(pointer, path[start..stop]);
            at = stop < path.Length && path[stop] == ']' ? stop + 1 : stop;
        }

        return pointer;
    }
}
