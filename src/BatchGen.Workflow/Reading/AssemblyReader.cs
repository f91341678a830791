using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Reading;

/// <summary>Why an assembly's jobs are not all known.</summary>
/// <param name="Jobs">The jobs that are.</param>
/// <param name="UnreadTypes">Classes with <c>[BatchJob]</c> that left no model: they do not compile as jobs, or an older BatchGen built them.</param>
internal sealed record AssemblyJobs(IReadOnlyList<JobModel> Jobs, IReadOnlyList<string> UnreadTypes);

/// <summary>Reads the jobs of an assembly from its metadata: nothing of it is loaded, nothing of it runs.</summary>
internal static class AssemblyReader
{
    private const string ModelAttribute = "BatchGen.BatchJobModelAttribute";
    private const string JobAttribute = "BatchGen.BatchJobAttribute";

    /// <exception cref="InvalidDataException">The file is no .NET assembly, or its jobs were left by a BatchGen that this tool does not understand.</exception>
    public static AssemblyJobs Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using PEReader pe = new(file);
            return pe.HasMetadata ? Read(pe.GetMetadataReader(), path) : throw new BadImageFormatException();
        }
        catch (BadImageFormatException exception)
        {
            throw new InvalidDataException($"'{path}' is no .NET assembly: name one, or the project that builds it.", exception);
        }
    }

    private static AssemblyJobs Read(MetadataReader metadata, string path)
    {
        List<JobModel> jobs = [];
        foreach (CustomAttributeHandle handle in metadata.IsAssembly ? metadata.GetAssemblyDefinition().GetCustomAttributes() : [])
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (NameOf(metadata, attribute) == ModelAttribute)
            {
                jobs.Add(Model(metadata, attribute, path));
            }
        }

        HashSet<string> known = [.. jobs.Select(static job => job.Spec.Declaration.Type.DisplayName)];
        string[] unread = [.. JobTypes(metadata).Where(type => !known.Contains(type)).Order(StringComparer.Ordinal)];
        return new AssemblyJobs([.. jobs.OrderBy(static job => job.Name, StringComparer.Ordinal)], unread);
    }

    private static JobModel Model(MetadataReader metadata, CustomAttribute attribute, string path)
    {
        BlobReader value = metadata.GetBlobReader(attribute.Value);
        value.ReadUInt16();
        string job = value.ReadSerializedString() ?? "";
        int format = value.ReadInt32();
        if (format != JobModelReader.Format)
        {
            string other = format > JobModelReader.Format ? "newer" : "older";
            throw new InvalidDataException(
                $"Job '{job}' of '{path}' was built by a {other} BatchGen: its model has format {format}, and this tool reads {JobModelReader.Format}. "
                + (format > JobModelReader.Format ? "Update the tool to the version of the BatchGen package." : "Update the BatchGen package to the tool's version and build again."));
        }

        try
        {
            return JobModelReader.Read(value.ReadSerializedString() ?? "");
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"The model of job '{job}' in '{path}' cannot be used: {exception.Message}. Build the project again.", exception);
        }
    }

    private static IEnumerable<string> JobTypes(MetadataReader metadata)
    {
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (type.GetCustomAttributes().Any(attribute => NameOf(metadata, metadata.GetCustomAttribute(attribute)) == JobAttribute))
            {
                yield return FullName(metadata, type);
            }
        }
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            return $"{FullName(metadata, metadata.GetTypeDefinition(outer))}.{name}";
        }

        string space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        EntityHandle type = attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference when metadata.GetTypeReference((TypeReferenceHandle)type) is var reference =>
                $"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}",
            HandleKind.TypeDefinition => FullName(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type)),
            _ => null,
        };
    }
}
