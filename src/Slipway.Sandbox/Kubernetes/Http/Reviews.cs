using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>The questions "may I?" and "who am I?": whoever holds the token may do everything.</summary>
internal static class Reviews
{
    public static async Task AnswerAsync(HttpContext context, string review, CancellationToken cancellation)
    {
        var read = await RequestBody.ReadAsync(context.Request, optional: true, cancellation);
        if (!read.Succeeded(out var body, out var refusal) || body is not JsonObject question)
        {
            await Respond.FailAsync(context, refusal ?? ApiFailure.BadRequest("a review is one object"));
            return;
        }

        JsonObject? status = review switch
        {
            "selfsubjectaccessreviews" or "subjectaccessreviews" or "localsubjectaccessreviews" => new JsonObject { ["allowed"] = true },
            "selfsubjectreviews" => new JsonObject
            {
                ["userInfo"] = new JsonObject { ["username"] = WriteHandler.User, ["groups"] = new JsonArray("system:masters", "system:authenticated") },
            },
            _ => null,
        };
        if (status is null)
        {
            await Respond.FailAsync(context, ApiFailure.NoSuchResource());
            return;
        }

        question.Ensure("metadata")["creationTimestamp"] = null;
        question["status"] = status;
        await Respond.JsonAsync(context, 201, question);
    }
}
