using System.Globalization;
using System.Net;
using System.Text;
using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Graphs;

/// <summary>
/// The jobs of a solution as one HTML page that needs nothing else: no network, no script of others, no pictures. What it shows is there
/// without its script too, which only filters.
/// </summary>
internal sealed class HtmlGraph
{
    private readonly StringBuilder _text = new();
    private readonly BatchSolution _solution;
    private readonly ILookup<string, (JobModel Job, StageSpec Stage)> _consumers;

    private HtmlGraph(BatchSolution solution)
    {
        _solution = solution;
        _consumers = solution.Jobs
            .SelectMany(static pair => pair.Job.Spec.StagesOf(StageKind.Load).Select(stage => (pair.Job, Stage: stage)))
            .Where(static use => use.Stage.Topic is not null)
            .ToLookup(static use => use.Stage.Topic!, StringComparer.Ordinal);
    }

    public static string Write(BatchSolution solution)
    {
        HtmlGraph page = new(solution);
        string name = Path.GetFileNameWithoutExtension(solution.Path);
        int jobs = solution.Jobs.Count();
        page.Line("<!DOCTYPE html>");
        page.Line("<html lang=\"en\">");
        page.Line($"<head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><title>Jobs of {Html(name)}</title>");
        page.Line($"<style>{HtmlAssets.Style}</style></head>");
        page.Line("<body>");
        page.Line($"<header><div><h1>{Html(name)}</h1><p>{jobs} {(jobs == 1 ? "job" : "jobs")} of {solution.Projects.Count} {(solution.Projects.Count == 1 ? "project" : "projects")}</p></div>");
        page.Line("<label class=\"search\">Filter <input id=\"filter\" type=\"search\" placeholder=\"job, topic, group, owner\" autocomplete=\"off\"/></label></header>");
        page.Line("<main>");
        page.Timetable(DayPlan.Of(solution));
        page.Flows();
        page.Line("</main>");
        page.Line($"<script>{HtmlAssets.Script}</script>");
        page.Line("</body>");
        page.Line("</html>");
        return page._text.ToString();
    }

    private void Timetable(DayPlan plan)
    {
        Line("<section aria-labelledby=\"day\">");
        Line($"<h2 id=\"day\">A day's schedule</h2><p class=\"note\">The busiest weekday: {Html(plan.Day.ToString("dddd", CultureInfo.InvariantCulture))}, in UTC. "
            + "A bar is as long as the job expects to take; a striped one meets another critical job.</p>");
        Line("<div class=\"day\"><div class=\"row hours\" aria-hidden=\"true\"><span></span><div class=\"track\">");
        for (int hour = 0; hour < 24; hour += 3)
        {
            Line($"<span style=\"left:{Percent(hour * 60)}%\">{hour:00}:00</span>");
        }

        Line("</div></div>");
        foreach (PlannedJob job in plan.Jobs)
        {
            Line($"<div class=\"row\" data-text=\"{Html(job.Job.Name)}\"><span>{Html(job.Job.Name)}</span><div class=\"track\">");
            foreach (PlannedRun run in job.Runs)
            {
                string what = $"{run.Start / 60:00}:{run.Start % 60:00}, {run.Minutes} min{(run.MeetsCritical ? ", meets another critical job" : "")}";
                string style = run.MeetsCritical ? "run clash" : job.Job.Spec.Critical ? "run critical" : "run";
                Line($"<i class=\"{style}\" role=\"img\" title=\"{what}\" aria-label=\"{what}\" style=\"left:{Percent(run.Start)}%;width:{Percent(run.Minutes)}%\"></i>");
            }

            Line(job.Runs.Count == 0 ? "<em>not on this day</em></div></div>" : "</div></div>");
        }

        Line(plan.Jobs.Count == 0 ? "<p class=\"note\">No job has a schedule.</p></div></section>" : "</div></section>");
    }

    private void Flows()
    {
        Line("<section aria-labelledby=\"flows\"><h2 id=\"flows\">Jobs</h2>");
        foreach ((BatchProject project, JobModel job) in _solution.Jobs)
        {
            JobSpec spec = job.Spec;
            string text = string.Join(' ', spec.Stages.SelectMany(stage => new[] { stage.Topic, stage.Kind == StageKind.Load ? spec.GroupOf(stage) : null })
                .Concat([job.Name, spec.Owner, project.Name]).OfType<string>().Distinct());
            Line($"<article data-text=\"{Html(text)}\"><h3>{Html(job.Name)}{(spec.Critical ? " <b class=\"tag\">critical</b>" : "")}</h3>");
            Line($"<p class=\"note\">{(spec.Summary is { } summary ? $"{Html(summary)} " : "")}{Html(project.Name)}, owner {Html(spec.Owner ?? "not stated")}</p>");
            Line("<ol class=\"flow\">");
            Node("start", "starts", GraphText.Start(spec), spec.Concurrency is { } limit && job.IsRun ? $"at most {limit} at a time" : null);
            foreach (StageSpec stage in spec.Stages)
            {
                Stage(spec, stage);
            }

            Node("store", "when attempts are used up", spec.Fallback?.Store ?? "no fallback", string.Join(", ", spec.Fallback?.Notify ?? []),
                spec.Fallback?.Compensate is { } by ? $"then runs {by}" : null);
            Line("</ol></article>");
        }

        Line("</section>");
    }

    private void Stage(JobSpec job, StageSpec stage)
    {
        if (stage.Kind == StageKind.Load)
        {
            // A job that reads what it publishes has shown the topic already.
            if (job.StagesOf(StageKind.Publish).All(publish => publish.Topic != stage.Topic))
            {
                Node("topic", "topic", stage.Topic ?? "");
            }

            Node("stage", "load", stage.Method.Name, $"group {job.GroupOf(stage)}", GraphText.Attempts(stage));
            Node("letters", "what cannot be handled", stage.EffectiveDeadLetterTopic);
            return;
        }

        Node("stage", GraphText.Kind(stage), stage.Method.Name, GraphText.Attempts(stage));
        if (stage is { Kind: StageKind.Publish, Topic: { } topic })
        {
            string[] consumers = [.. _consumers[topic].Select(use => $"{use.Job.Name} as {use.Job.Spec.GroupOf(use.Stage)}")];
            Node("topic", "topic", topic, consumers.Length == 0 ? "no consumer here" : $"read by {string.Join(", ", consumers)}");
        }
    }

    private void Node(string style, string kind, string name, params string?[] details)
    {
        Line($"<li class=\"{style}\"><small>{Html(kind)}</small><strong>{Html(name)}</strong>");
        foreach (string detail in details.Where(static detail => !string.IsNullOrEmpty(detail)).OfType<string>())
        {
            Line($"<span>{Html(detail)}</span>");
        }

        Line("</li>");
    }

    private static string Percent(int minutes) => (minutes / 14.4).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private void Line(string text) => _text.Append(text).Append('\n');
}
