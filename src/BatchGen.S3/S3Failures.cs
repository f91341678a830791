using Amazon.S3;

namespace BatchGen.Fallbacks.S3;

/// <summary>What went wrong with a service, in words for whoever has to repair it.</summary>
internal static class S3Failures
{
    public static string Explain(Exception exception, S3FallbackOptions options)
    {
        string text = exception is AmazonS3Exception { ErrorCode.Length: > 0 } answer
            ? $"{answer.ErrorCode} ({(int)answer.StatusCode}): {SecretText.Mask(answer.Message)}{Advice(answer.ErrorCode)}"
            : SecretText.Mask(Innermost(exception).Message);
        return Hide(Hide(text, options.AccessKey), options.SecretKey);
    }

    private static string Advice(string errorCode) => errorCode switch
    {
        "NoSuchBucket" => " Create the bucket, or correct the store's name.",
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "ExpiredToken" or "InvalidToken" =>
            $" Check {S3FallbackOptions.SectionName}:AccessKey and SecretKey, or the credentials of the machine.",
        "AccessDenied" => " The account needs s3:PutObject, s3:GetObject, s3:ListBucket and s3:DeleteObject there.",
        "PermanentRedirect" or "AuthorizationHeaderMalformed" => $" Check {S3FallbackOptions.SectionName}:Region.",
        _ => "",
    };

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static string Hide(string text, string? secret) => secret is null ? text : text.Replace(secret, "***", StringComparison.Ordinal);
}
