using System.Text;

namespace BatchGen.Workflow.Documents;

/// <summary>A document's text, put together piece by piece; the same in every culture, as texts in it are finished ones.</summary>
internal sealed class DocumentText(string start)
{
    private readonly StringBuilder _text = new(start);

    public DocumentText Append(string text)
    {
        _text.Append(text);
        return this;
    }

    public DocumentText Append(char text)
    {
        _text.Append(text);
        return this;
    }

    public override string ToString() => _text.ToString();
}
