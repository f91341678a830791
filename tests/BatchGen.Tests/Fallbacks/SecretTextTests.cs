using BatchGen.Fallbacks;

namespace BatchGen.Tests.Fallbacks;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("Host=db;Username=app;Password=hunter2;Pooling=true", "Host=db;Username=app;Password=***;Pooling=true")]
    [InlineData("""{"client_secret": "hunter2", "id": 7}""", """{"client_secret": ***, "id": 7}""")]
    [InlineData("GET https://app:hunter2@example.org/x failed", "GET https://***@example.org/x failed")]
    [InlineData("GET https://example.org/x?token=hunter2&page=3", "GET https://example.org/x?token=***&page=3")]
    [InlineData("Authorization: Bearer hunter2hunter2.abc", "Authorization: Bearer ***")]
    [InlineData("x-api-key: hunter2", "x-api-key: ***")]
    public void Masks_what_looks_like_a_secret(string text, string masked) => Assert.Equal(masked, SecretText.Mask(text));

    [Theory]
    [InlineData("Unexpected token 'x' at line 3, position 7")]
    [InlineData("Die Person 'Leia' hat keinen Namen: weder Height noch Mass")]
    [InlineData("The basic assumption does not hold")]
    [InlineData("https://swapi.example/api/people/1/ answered 503")]
    [InlineData("the password is wrong for user 'app'")]
    public void Leaves_other_texts_alone(string text) => Assert.Equal(text, SecretText.Mask(text));

    [Fact]
    public void A_failure_is_written_down_without_secrets() =>
        Assert.Equal("cannot connect with Password=***", FailureText.Cut("cannot connect with Password=hunter2"));

    [Fact]
    public void A_huge_text_takes_no_long_time() => Assert.NotEmpty(FailureText.Cut(string.Concat(Enumerable.Repeat("a-b_c:", 200_000))));
}
