using System.Diagnostics;
using System.Net.Http.Headers;

namespace Billing.Bench;

/// <summary>The program itself as a process of its own, on a fresh directory, with one account that has a trial.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    public const string Account = "acme";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("billing-bench");
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
    private Process _process = null!;

    public static async Task<ServerUnderTest> StartAsync()
    {
        const string listening = "Now listening on: ";
        var server = new ServerUnderTest();
        server._process = Run("--urls", "http://127.0.0.1:0", "--data", server._folder.FullName);
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(listening, StringComparison.Ordinal) is var at and >= 0)
            {
                server._http.BaseAddress = new Uri(line[(at + listening.Length)..]);
                break;
            }
        }

        _ = server._process.StandardOutput.ReadToEndAsync();
        using var token = Run("token", "--role", "service", "--data", server._folder.FullName);
        server._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await token.StandardOutput.ReadToEndAsync()).Trim());
        await server.SendAsync(HttpMethod.Put, $"accounts/{Account}", """{"name":"Acme","kind":"standard","ownerEmail":"owner@acme.example"}"""u8.ToArray());
        return server;
    }

    /// <exception cref="HttpRequestException">The answer is no success.</exception>
    public async Task SendAsync(HttpMethod method, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
    }

    /// <summary>Sends at a fixed rate, whether or not answers have come; answers each request's time from its planned start, in milliseconds, sorted.</summary>
    public async Task<double[]> SendAtRateAsync(int aSecond, TimeSpan duration, string path, Func<int, byte[]> body)
    {
        var times = new double[(int)(aSecond * duration.TotalSeconds)];
        var (clock, requests) = (Stopwatch.StartNew(), new Task[times.Length]);
        for (var i = 0; i < times.Length; i++)
        {
            var planned = i * 1000.0 / aSecond;
            if (planned - clock.Elapsed.TotalMilliseconds is var early and > 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(early));
            }

            requests[i] = TimeAsync(i, planned);
        }

        await Task.WhenAll(requests);
        return [.. times.Order()];

        async Task TimeAsync(int index, double planned)
        {
            await SendAsync(HttpMethod.Post, path, body(index));
            times[index] = clock.Elapsed.TotalMilliseconds - planned;
        }
    }

    public long WorkingSet()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Process Run(params string[] arguments)
    {
        string[] program = [Path.Combine(AppContext.BaseDirectory, "Billing.Host.dll")];
        return Process.Start(new ProcessStartInfo("dotnet", program.Concat(arguments)) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }
}
