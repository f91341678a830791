namespace BatchGen.Workflow.Graphs;

/// <summary>How the page looks, and its few lines of script.</summary>
internal static class HtmlAssets
{
    public const string Style = """

        :root { color-scheme: light dark; --back: #f6f7f9; --card: #ffffff; --text: #1b2330; --soft: #566072; --line: #d5dae2; --start: #64748b;
          --stage: #0f766e; --topic: #1d4ed8; --letters: #b91c1c; --store: #b45309; --critical: #6d28d9; }
        @media (prefers-color-scheme: dark) { :root { --back: #12161c; --card: #1b212b; --text: #e7ebf2; --soft: #a3adbd; --line: #333c4a;
          --start: #94a3b8; --stage: #2dd4bf; --topic: #7aa7ff; --letters: #f87171; --store: #fbbf24; --critical: #b794ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
        header { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: space-between; align-items: end; padding: 1.2rem 1.5rem;
          background: var(--card); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 2; }
        h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; } h3 { font-size: 1rem; margin: 0; } header p { margin: 0; color: var(--soft); }
        main { padding: 0 1.5rem 3rem; max-width: 1500px; margin: 0 auto; }
        .note { color: var(--soft); margin: .1rem 0 .7rem; } .tag { font-size: .75rem; color: var(--critical); border: 1px solid; border-radius: 99px; padding: 0 .5rem; }
        .search { color: var(--soft); } input { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .7rem; width: 17rem; max-width: 60vw; }
        input:focus-visible { outline: 2px solid var(--topic); }
        article, .day { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem; margin-bottom: 1rem; overflow-x: auto; }
        .flow { list-style: none; display: flex; flex-wrap: wrap; gap: .8rem 2rem; margin: 0; padding: 0 0 0 1rem; align-items: stretch; }
        .flow li { position: relative; display: flex; flex-direction: column; flex: 1 0 9.5rem; max-width: 19rem; padding: .55rem .7rem; border: 1px solid var(--line);
          border-left: 4px solid var(--color); border-radius: 8px; overflow-wrap: anywhere; --color: var(--stage); }
        .flow li + li::before { content: "→"; position: absolute; left: -1.65rem; top: 50%; transform: translateY(-50%); color: var(--soft); }
        .flow .letters::before, .flow .store::before { content: "⇢"; }
        .flow small { color: var(--color); font-weight: 600; } .flow span { color: var(--soft); font-size: .85rem; }
        .flow .start { --color: var(--start); border-radius: 20px; } .flow .topic { --color: var(--topic); } .flow .letters { --color: var(--letters); border-style: dashed; border-left-style: solid; }
        .flow .store { --color: var(--store); border-style: dashed; border-left-style: solid; }
        .row { display: grid; grid-template-columns: 14rem minmax(30rem, 1fr); align-items: center; gap: .8rem; padding: .15rem 0; } .row > span { overflow-wrap: anywhere; }
        .track { position: relative; height: 1.5rem; border-radius: 5px; background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px 12.5%), var(--back); }
        .hours .track { background: none; color: var(--soft); font-size: .8rem; } .hours .track span { position: absolute; } .track em { padding-left: .5rem; color: var(--soft); }
        .run { position: absolute; top: 3px; bottom: 3px; min-width: 3px; border-radius: 3px; background: var(--start); } .critical { background: var(--critical); }
        .clash { background: repeating-linear-gradient(45deg, var(--letters) 0 5px, var(--card) 5px 8px); outline: 2px solid var(--letters); }
        [hidden] { display: none; }
        @media print { header { position: static; } .search { display: none; } }

        """;

    public const string Script = """

        const parts = document.querySelectorAll("[data-text]");
        document.getElementById("filter").addEventListener("input", event => {
          const words = event.target.value.toLowerCase().split(" ").filter(Boolean);
          for (const part of parts) {
            const text = part.dataset.text.toLowerCase();
            part.hidden = !words.every(word => text.includes(word));
          }
        });

        """;
}
