using System.Text.Json;
using BatchGen.Analyzers.Schemas;

namespace BatchGen.Analyzers.Tests.Schemas;

public sealed class JsonNamesTests
{
    [Theory]
    [InlineData("BirthYear")]
    [InlineData("URL")]
    [InlineData("URLOfHTTPServer2X")]
    [InlineData("already_snake")]
    [InlineData("A")]
    [InlineData("aB")]
    [InlineData("Ünïcode9Ä")]
    public void Are_those_of_the_serializer(string name)
    {
        Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(name), JsonNames.Convert(name, NamingPolicy.CamelCase));
        Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), JsonNames.Convert(name, NamingPolicy.SnakeCaseLower));
        Assert.Equal(JsonNamingPolicy.SnakeCaseUpper.ConvertName(name), JsonNames.Convert(name, NamingPolicy.SnakeCaseUpper));
        Assert.Equal(JsonNamingPolicy.KebabCaseLower.ConvertName(name), JsonNames.Convert(name, NamingPolicy.KebabCaseLower));
        Assert.Equal(JsonNamingPolicy.KebabCaseUpper.ConvertName(name), JsonNames.Convert(name, NamingPolicy.KebabCaseUpper));
    }
}
