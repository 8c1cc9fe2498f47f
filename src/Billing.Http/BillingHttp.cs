using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Http;

/// <summary>How a home takes the API in: services, then the pipeline as the last of its middleware.</summary>
public static class BillingHttp
{
    /// <summary>Registers the pipeline, with the home's operations.</summary>
    /// <param name="groups">The capabilities that the home serves; health and the API's description are added here.</param>
    public static IServiceCollection AddBillingHttp(
        this IServiceCollection services, BillingHttpOptions options, Func<IServiceProvider, IEnumerable<OperationGroup>> groups)
    {
        services.AddSingleton(provider => new EndpointTable(
        [
            .. groups(provider),
            HealthEndpoints.Group(options),
            DescriptionEndpoints.Group(provider.GetRequiredService<EndpointTable>),
        ]));
        services.AddSingleton(options);
        services.AddSingleton(_ => new AdmissionControl(options.Load));
        services.AddSingleton(provider => new BillingPipeline(
            provider.GetRequiredService<EndpointTable>(),
            new TokenValidator(options, TimeProvider.System),
            options.TimeLimit,
            provider.GetRequiredService<AdmissionControl>(),
            provider.GetRequiredService<ILogger<BillingPipeline>>()));
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        if (options.CorsOrigins.Count > 0)
        {
            services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. options.CorsOrigins])
                .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
                .WithHeaders("Authorization", "Content-Type", IdempotencyHeader.Name)
                .WithExposedHeaders(IdempotencyHeader.ReplayedName, "Retry-After")
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        }

        return services;
    }

    /// <summary>Runs the pipeline for every request that reaches it; a home's own pages go before it.</summary>
    public static IApplicationBuilder UseBilling(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<Microsoft.AspNetCore.Cors.Infrastructure.ICorsService>() is not null)
        {
            app.UseCors();
        }

        app.Run(app.ApplicationServices.GetRequiredService<BillingPipeline>().InvokeAsync);
        return app;
    }
}
