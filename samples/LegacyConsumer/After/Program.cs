using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Orders;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(_ => new ShipmentPublisher("localhost:9092"));
builder.Services.AddHostedService<OrderWorker>();
await builder.Build().RunAsync();
