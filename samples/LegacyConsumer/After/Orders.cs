namespace Shop.Orders;

/// <summary>An order as the shop sends it.</summary>
public sealed record Order(string Number, string Customer, decimal Total);

/// <summary>What the warehouse is told about an order.</summary>
public sealed record Shipment(string OrderNumber, string Customer);
