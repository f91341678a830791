using System.Runtime.InteropServices;

namespace BatchGen.Testing.Native;

/// <summary>
/// Where a variadic C function taking integers may be called as if its arguments were named. Both x64 conventions and the standard Arm64
/// one put them into the same registers; Apple's Arm64 puts variadic arguments on the stack instead.
/// </summary>
internal static class VariadicCalls
{
    internal static bool AreSupported { get; } = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => true,
        Architecture.Arm64 => !OperatingSystem.IsMacOS(),
        _ => false,
    };

    internal static void ThrowIfUnsupported()
    {
        if (!AreSupported)
        {
            throw new PlatformNotSupportedException(
                "librdkafka offers delayed responses only through a variadic function, which cannot be called from .NET on " +
                $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture}).");
        }
    }
}
