using System.Text.Json.Nodes;
using Slipway.Execution.Store;
using Slipway.Execution.UserOperations;
using Slipway.Projects;
using Slipway.Projects.Audit;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Endpoints;
using Slipway.Server.Endpoints;
using Slipway.Server.Pipelines;
using Slipway.Server.Resources;
using Slipway.Server.Triggers;
using Slipway.Server.Variables;
using Slipway.Triggers.Events;

namespace Slipway.Server.OpenApi;

/// <summary>Every operation of the API, by method and path. A route that is not here makes a test fail, which says so.</summary>
internal static class Operations
{
    private const string Executions = "Executions";
    private const string Integrations = "Custom integrations";
    private const string People = "People and tokens";
    private const string Projects = "Projects";
    private const string Server = "Server";
    private const string SignIn = "Signing in";
    private const string UserOperations = "User operations";
    private const string Triggers = "Triggers";

    private static readonly (int, string, string?) WrongLogin = (401, "Name or password is wrong, the account is locked, or the token is not good any more.", Schemas.LoginError);
    private static readonly (int, string, string?) NoToken = (401, "The secure token is missing or not this webhook's.", null);
    private static readonly (int, string, string?) TooLarge = (413, "The delivery is larger than is taken.", Schemas.Error);

    public static IReadOnlyDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>(
    [
        .. OfKind(PipelineKind.Of, "Pipeline", "Pipelines", Schemas.Pipeline, Examples.Pipeline, "A new pipeline is disabled; PATCH it with {\"state\": \"ENABLED\"}. A PUT is the whole pipeline, a PATCH what changes. In place of its keys a body may have the pipeline as text in yaml; comments are kept."),
        .. OfKind(EndpointKind.Of, "Endpoint", "Endpoints", Schemas.Endpoint, Examples.Endpoint, "Secret properties are shown as ******; sent back, that means: as it is."),
        .. OfKind(VariableKind.Of, "Variable", "Variables", Schemas.Variable, Examples.Variable, "Values of SECRET and RESTRICTED variables are shown as ******; sent back, that means: as it is."),
        .. OfKind(WebhookKind.Of, "RegistryWebhook", Triggers, Schemas.Webhook, Examples.Webhook, "The hook at the registry is made, changed and removed with it."),
        One("GET /endpoint-certificate", new("getEndpointCertificateUsingGET", "Endpoints", "The certificates that a server shows")
        {
            Query = [("url", "The server's address, such as https://10.0.0.1:6443.")],
            Response = Schemas.Certificates,
            Failures = [(502, "The server shows no certificate; the message says why.", Schemas.Error), (504, "It did not answer in time.", Schemas.Error)],
        }),
        One("POST /endpoint-validation", new("validateEndpointUsingPOST", "Endpoints", "Try an endpoint")
        {
            Description = "Really connects. The answer's status is OK or FAILED; cause and message say what is wrong. With an id, masked secrets mean the stored ones.",
            Request = Schemas.Endpoint,
            Example = Examples.Endpoint,
            Response = Schemas.Validation,
        }),
        One("GET /cloud-proxy", new("getAllCloudProxiesUsingGET", "Endpoints", "Cloud proxies: there are none") { Response = Schemas.AnyList }),
        .. OfExecutions("/pipelines/{id}/executions", "Id"),
        .. OfExecutions("/pipelines/{project}/{name}/executions", "Name"),
        .. OfVersions("/pipelines/{id}/versions", "Id"),
        .. OfVersions("/pipelines/{project}/{name}/versions", "Name"),
        One("GET /executions", new("getAllExecutionsUsingGET", Executions, "List executions") { Response = Schemas.ListOf(Schemas.Execution), Fields = ExecutionFields.All }),
        One("GET /executions/{id}", new("getExecutionUsingGET", Executions, "Show an execution") { Response = Schemas.Execution }),
        One("GET /executions/{id}/logs", new("getExecutionLogsUsingGET", Executions, "Read or follow an execution's log")
        {
            Description = "Text with the time of each line; ANSI colours are left in. Secrets are masked. What is followed comes as server-sent events, one for each chunk of lines, whose id can be sent as Last-Event-ID to go on behind it; the event end says that the execution has ended.",
            Response = Schemas.Text,
            ResponseType = "text/plain",
            OtherResponses = [(Operation.Json, Schemas.AnyObject), ("text/event-stream", Schemas.Text)],
            Query =
            [
                ("stage", "Only lines of this stage."),
                ("task", "Only lines of tasks with this name."),
                ("attempt", "Only lines of attempts with this number, from 1."),
                ("format", "text (the default), or json: the chunks with position, stage, task, attempt and lines, a page at a time; _next is the address of the next page."),
                ("follow", "true: as server-sent events, until the execution has ended."),
                ("after", "Only chunks behind this position."),
                ("before", "Only chunks before this position."),
                ("from", "start (the default), or end: the last page, and from there backwards."),
                ("lines", "About how many lines a page has, 1 to 10000. Text without it is the whole log."),
                ("colours", "false: ANSI colours are left out."),
                ("download", "true: a browser keeps the text as a file."),
            ],
        }),
        One("POST /executions/{id}", new("actOnExecutionUsingPOST", Executions, "Pause, resume, cancel an execution, or run it again")
        {
            Description = "Only an administrator of the project lets one go on that waits for an administrator. An execution that is run again is answered with 202, as one that is started.",
            Request = Schemas.ExecutionAction,
            Example = Examples.ExecutionAction,
            Response = Schemas.Execution,
            Query = [("action", "pause: what is under way ends, and nothing more is started; resume; cancel: with a reason; rerun: with the same input, another input, or from a stage.")],
        }),
        One("PATCH /executions/{id}", new("tagExecutionUsingPATCH", Executions, "Give an execution other tags")
        {
            Request = Schemas.ExecutionTags,
            Example = Examples.ExecutionTags,
            Response = Schemas.Execution,
        }),
        One("DELETE /executions/{id}", new("deleteExecutionUsingDELETE", Executions, "Delete an execution that has ended") { Response = Schemas.Execution }),
        One("GET /user-operations", new("getAllUserOperationsUsingGET", UserOperations, "List what people are asked") { Response = Schemas.ListOf(Schemas.UserOperation), Fields = UserOperationFields.All }),
        One("GET /user-operations/{id}", new("getUserOperationByIdUsingGET", UserOperations, "Show what is asked") { Response = Schemas.UserOperation }),
        One("PATCH /user-operations/{id}", new("patchUserOperationUsingPATCH", UserOperations, "Approve or reject")
        {
            Description = "Who may is listed in approvers and approverGroups, or administers the project, and has the right at that moment. 409 names who answered before, and when.",
            Request = Schemas.UserOpResponse,
            Example = Examples.Approval,
            Response = Schemas.UserOperation,
        }),
        One("POST /import", new("importYamlUsingPOST", "Import and export", "Import documents of any kinds")
        {
            Description = "Answers with YAML: name, status (CREATED, UPDATED or FAILED) and statusMessage of each document. Everything is checked before anything is written.",
            Request = Schemas.Text,
            RequestType = Operation.Yaml,
            Example = Examples.Yaml,
            Response = Schemas.Text,
            ResponseType = Operation.Yaml,
            Query = [("action", "create (the default): what is there is an error; apply: it is replaced; update: what is not there is an error.")],
        }),
        One("GET /export", new("exportUsingGET", "Import and export", "Export documents as YAML")
        {
            Description = "Each kind has a parameter that names some, separated by commas; one without a value means all. Without any, all pipelines. Secret values are left out.",
            Response = Schemas.Text,
            ResponseType = Operation.Yaml,
            Query = [("project", "Of this project only."), ("pipelines", "Names."), ("endpoints", "Names."), ("variables", "Names."), ("registry-webhooks", "Names."), ("custom-integrations", "Names.")],
        }),
        One("GET /registry-events", new("getAllDockerEventsUsingGET", Triggers, "List what came of pushes") { Response = Schemas.ListOf(Schemas.Event), Fields = EventFields.All }),
        One("GET /registry-events/{id}", new("getDockerEventUsingGET", Triggers, "Show what came of a push") { Response = Schemas.Event }),
        One("GET /registry-events/{id}/delivery", new("getDockerEventDeliveryUsingGET", Triggers, "Show what the registry had sent")
        {
            Description = "The body as it came and the headers, without what is secret in them.",
            Response = Schemas.Delivery,
        }),
        One("POST /registry-events/{id}/replay", new("replayDockerEventUsingPOST", Triggers, "Decide a delivery anew")
        {
            Description = "As the webhook is now. What it starts is another execution than before.",
            Request = Schemas.AnyObject,
            Status = 202,
            Response = Schemas.Replayed,
        }),
        One("POST /registry-events/replay", new("replayDockerEventsUsingPOST", Triggers, "Decide several deliveries anew, in the order in which they came")
        {
            Request = Schemas.ReplayRequest,
            Status = 202,
            Response = Schemas.ReplayedMany,
        }),
        One("POST /registry-webhooks/{id}/test", new("testDockerWebhookUsingPOST", Triggers, "Say what a push would do, and run nothing")
        {
            Description = "Filters, the registry's word, in whose name it would run, the inputs and what each task would be given; secrets are masked.",
            Request = Schemas.TestRequest,
            Example = Examples.Test,
            Response = Schemas.Rehearsed,
        }),
        One("POST /registry-webhooks/{id}/check", new("checkDockerWebhookUsingPOST", Triggers, "Look after a webhook now")
        {
            Description = "Compares the registry's hook with ours and makes it anew if need be, looks for pushes that were not told of, and at the API token.",
            Request = Schemas.AnyObject,
            Response = Schemas.WebhookHealth,
        }),
        One("GET /registry-webhooks/{id}/hook", new("getDockerWebhookHookUsingGET", Triggers, "Show what to tell the registry")
        {
            Description = "The hook's address, which holds the secure token, and what to paste where in the registry; where Slipway speaks the registry's API it has told it already.",
            Response = Schemas.HookSetup,
        }),
        One("POST /registry-webhook-listeners/{id}", new("listenUsingPOST", Triggers, "Where a registry tells of pushes")
        {
            Description = "Answers 401 without the webhook's secure token, 202 as soon as the delivery is on disk.",
            Request = Schemas.AnyObject,
            Query = [("secureToken", "The webhook's secure token.")],
            Status = 202,
            Response = Schemas.Delivered,
            ReadsAnyType = true,
            Failures = [NoToken, TooLarge],
        }),
        One("POST /registry-webhook-listners/{id}", new("listenAsSpelledByTheCloudUsingPOST", Triggers, "Where a registry tells of pushes, spelled as by the cloud")
        {
            Description = "Answers 401 without the webhook's secure token, 202 as soon as the delivery is on disk.",
            Request = Schemas.AnyObject,
            Query = [("secureToken", "The webhook's secure token.")],
            Status = 202,
            Response = Schemas.Delivered,
            ReadsAnyType = true,
            Failures = [NoToken, TooLarge],
        }),
        One("POST /registry-webhooks/{id}", new("postDockerEventUsingPOST", Triggers, "Post an event to a webhook")
        {
            Description = "Answers 401 without the webhook's secure token, 202 as soon as the delivery is on disk.",
            Request = Schemas.AnyObject,
            Query = [("secureToken", "The webhook's secure token.")],
            Status = 202,
            Response = Schemas.Delivered,
            ReadsAnyType = true,
            Failures = [NoToken, TooLarge],
        }),
        One("POST /pipelines/api/docker-hub-webhooks", new("listenByTokenUsingPOST", Triggers, "Where Docker Hub tells of pushes")
        {
            Request = Schemas.AnyObject,
            Query = [("secureToken", "The webhook's secure token.")],
            Status = 202,
            Response = Schemas.Delivered,
            ReadsAnyType = true,
            Failures = [NoToken, TooLarge],
        }),
        One("GET /custom-integrations", new("getAllCustomIntegrationsUsingGET", Integrations, "List custom integrations")
        {
            Response = Schemas.ListOf(Schemas.CustomIntegration),
            Fields = CustomIntegrationFields.All,
        }),
        One("POST /custom-integrations", new("createCustomIntegrationUsingPOST", Integrations, "Make a custom integration")
        {
            Description = "What it does stands in its own keys, or as text in yaml.",
            Request = Schemas.CustomIntegration,
            Example = Examples.CustomIntegration,
            Response = Schemas.CustomIntegration,
        }),
        One("GET /custom-integrations/{id}", new("getCustomIntegrationByIdUsingGET", Integrations, "Show a custom integration") { Response = Schemas.CustomIntegration }),
        One("PUT /custom-integrations/{id}", new("updateCustomIntegrationByIdUsingPUT", Integrations, "Change the draft")
        {
            Request = Schemas.CustomIntegration,
            Response = Schemas.CustomIntegration,
        }),
        One("DELETE /custom-integrations/{id}", new("deleteCustomIntegrationByIdUsingDELETE", Integrations, "Delete it with its versions") { Response = Schemas.CustomIntegration }),
        One("GET /custom-integrations/{id}/versions", new("getVersionsByIdUsingGET", Integrations, "List the versions") { Response = Schemas.ListOf(Schemas.IntegrationVersion) }),
        One("POST /custom-integrations/{id}/versions", new("createVersionByIdUsingPOST", Integrations, "Make a version out of the draft")
        {
            Request = Schemas.VersionRequest,
            Response = Schemas.IntegrationVersion,
            Example = Examples.Version,
        }),
        One("GET /custom-integrations/{id}/versions/{version}", new("getByIdAndVersionUsingGET", Integrations, "Show a version") { Response = Schemas.IntegrationVersion }),
        One("DELETE /custom-integrations/{id}/versions/{version}", new("deleteByIdAndVersionUsingDELETE", Integrations, "Delete a version that is not released")
        {
            Response = Schemas.IntegrationVersion,
        }),
        .. IntegrationActions.Names.Select(action => One(
            $"POST /custom-integrations/{{id}}/versions/{{version}}/{action}", new($"{action}ByIdAndVersionUsingPOST", Integrations, $"{char.ToUpperInvariant(action[0])}{action[1..]} a version") { Response = Schemas.IntegrationVersion })),
        .. ((string, string)[])[("/iaas/api/projects", ""), ("/project-service/api/projects", "OfService")] is var services ? services.SelectMany(service => OfProjects(service.Item1, service.Item2)) : [],
        One("GET /projects/{project}/members", new("getMembersUsingGET", Projects, "Who is what in a project") { Response = Schemas.ListOf(Schemas.Member) }),
        One("PUT /projects/{project}/members/{user}", new("setMemberUsingPUT", Projects, "Give somebody a role")
        {
            Request = Schemas.MemberRequest,
            Response = Schemas.Member,
            Example = Examples.Member,
        }),
        One("DELETE /projects/{project}/members/{user}", new("removeMemberUsingDELETE", Projects, "Take somebody's role") { Response = Schemas.Member }),
        One("GET /users", new("getAllUsersUsingGET", People, "List people") { Response = Schemas.ListOf(Schemas.User) }),
        One("POST /users", new("createUserUsingPOST", People, "Make an account") { Request = Schemas.UserRequest, Example = Examples.User, Status = 201, Response = Schemas.User }),
        One("PATCH /users/{user}", new("patchUserUsingPATCH", People, "Lock, unlock or promote somebody, or give them a new password")
        {
            Request = Schemas.UserRequest,
            Response = Schemas.User,
            Example = Examples.Lock,
        }),
        One("DELETE /users/{user}", new("deleteUserUsingDELETE", People, "Remove somebody with their roles and tokens") { Response = Schemas.User }),
        One("PUT /password", new("changePasswordUsingPUT", People, "Change one's own password") { Request = Schemas.PasswordRequest, Response = Schemas.User }),
        One("GET /tokens", new("getAllTokensUsingGET", People, "One's own API tokens") { Response = Schemas.ListOf(Schemas.Token) }),
        One("POST /tokens", new("generateTokenUsingPOST", People, "Generate an API token")
        {
            Description = "It is good for six months and shown once.",
            Request = Schemas.TokenRequest,
            Response = Schemas.Token,
            Status = 201,
        }),
        One("DELETE /tokens/{id}", new("revokeTokenUsingDELETE", People, "Revoke an API token") { Response = Schemas.Token }),
        One("GET /audit", new("getAllAuditEntriesUsingGET", Server, "Who did what") { Response = Schemas.ListOf(Schemas.AuditEntry), Fields = AuditFields.All }),
        One("GET /audit/{id}", new("getAuditEntryUsingGET", Server, "One entry, before and after") { Response = Schemas.AuditEntry }),
        One("GET /about", new("getAboutUsingGET", Server, "Which version of the API this is") { Response = Schemas.About }),
        One("GET /user-preferences", new("getUserPreferencesUsingGET", Server, "Who one is") { Response = Schemas.Preferences }),
        One("POST /csp/gateway/am/api/login", new("loginUsingPOST", SignIn, "Sign in with a password")
        {
            Description = "Answers with access_token, the bearer token, and refresh_token, an API token.",
            Request = Schemas.Credentials,
            Example = Examples.Login,
            Response = Schemas.Login,
            Failures = [WrongLogin],
        }),
        One("POST /csp/gateway/am/idp/auth/login", new("loginToDomainUsingPOST", SignIn, "Sign in with a password and a domain")
        {
            Description = "The domain is read and changes nothing.",
            Request = Schemas.Credentials,
            Example = Examples.Login,
            Response = Schemas.Login,
            Failures = [WrongLogin],
        }),
        One("POST /iaas/api/login", new("tokenLoginUsingPOST", SignIn, "Exchange an API token for a bearer token")
        {
            Request = Schemas.ApiToken,
            Response = Schemas.Bearer,
            Failures = [(401, "The API token is unknown, revoked or has expired.", Schemas.TokenError)],
        }),
        One("POST /csp/gateway/am/api/auth/api-tokens/authorize", new("authorizeUsingPOST", SignIn, "The same, as the cloud has it")
        {
            Request = Schemas.ApiTokenForm,
            RequestType = "application/x-www-form-urlencoded",
            Response = Schemas.Login,
            Failures = [WrongLogin],
        }),
    ]);

    private static KeyValuePair<string, Operation> One(string route, Operation operation) => KeyValuePair.Create(route, operation);

    private static IEnumerable<KeyValuePair<string, Operation>> OfKind(KindFacts kind, string name, string tag, string schema, JsonNode example, string remark)
    {
        var noun = kind.Resource.Noun;
        yield return One($"GET /{kind.Plural}", new($"getAll{name}sUsingGET", tag, $"List {noun}s") { Response = Schemas.ListOf(schema), Fields = kind.Fields });
        yield return One($"POST /{kind.Plural}", new($"create{name}UsingPOST", tag, $"Make {kind.ANoun}") { Description = remark, Request = schema, Example = example, Response = schema });
        foreach (var (path, by) in ((string, string)[])[($"/{kind.Plural}/{{id}}", "Id"), ($"/{kind.Plural}/{{project}}/{{name}}", "Name")])
        {
            yield return One($"GET {path}", new($"get{name}By{by}UsingGET", tag, $"Show {kind.ANoun}") { Response = schema });
            yield return One($"PUT {path}", new($"update{name}By{by}UsingPUT", tag, $"Replace {kind.ANoun}") { Description = $"{remark} A version that is sent along is compared: 409 when somebody else changed it since.", Request = schema, Response = schema });
            yield return One($"PATCH {path}", new($"patch{name}By{by}UsingPATCH", tag, $"Change some of {kind.ANoun}") { Description = remark, Request = schema, Response = schema });
            yield return One($"DELETE {path}", new($"delete{name}By{by}UsingDELETE", tag, $"Delete {kind.ANoun}") { Description = "409 with the names of what uses it, when something does.", Response = schema });
        }
    }

    private static IEnumerable<KeyValuePair<string, Operation>> OfExecutions(string path, string by)
    {
        yield return One($"POST {path}", new($"executePipelineBy{by}UsingPOST", Executions, "Execute a pipeline") { Request = Schemas.ExecutionRequest, Example = Examples.Execution, Response = Schemas.ExecutionStarted, Status = 202 });
        yield return One($"GET {path}", new($"getExecutionsBy{by}UsingGET", Executions, "List a pipeline's executions") { Response = Schemas.ListOf(Schemas.Execution), Fields = ExecutionFields.All });
        yield return One($"GET {path}/{{index}}", new($"getExecutionByIndexAndPipeline{by}UsingGET", Executions, "Show a pipeline's execution by its number") { Response = Schemas.Execution });
    }

    private static IEnumerable<KeyValuePair<string, Operation>> OfVersions(string path, string by)
    {
        yield return One($"GET {path}", new($"getPipelineVersionsBy{by}UsingGET", "Pipelines", "List a pipeline's versions, the newest first") { Response = Schemas.ListOf(Schemas.PipelineVersion) });
        yield return One($"GET {path}/{{version}}", new($"getPipelineVersionBy{by}UsingGET", "Pipelines", "Show a version with its YAML") { Description = "To put it back, PUT the pipeline with this yaml.", Response = Schemas.PipelineVersion });
    }

    private static IEnumerable<KeyValuePair<string, Operation>> OfProjects(string path, string suffix)
    {
        yield return One($"GET {path}", new($"getAllProjects{suffix}UsingGET", Projects, "List projects") { Description = "As pages: content, totalElements, pageable.", Response = Schemas.ProjectPage, Fields = ProjectFields.All });
        yield return One($"POST {path}", new($"createProject{suffix}UsingPOST", Projects, "Make a project") { Request = Schemas.ProjectRequest, Response = Schemas.Project, Example = Examples.Project, Status = 201 });
        yield return One($"GET {path}/{{id}}", new($"getProject{suffix}UsingGET", Projects, "Show a project") { Response = Schemas.Project });
        yield return One($"PATCH {path}/{{id}}", new($"patchProject{suffix}UsingPATCH", Projects, "Describe a project") { Request = Schemas.ProjectRequest, Example = Examples.Description, Response = Schemas.Project });
        yield return One($"DELETE {path}/{{id}}", new($"deleteProject{suffix}UsingDELETE", Projects, "Delete a project that holds nothing") { Response = Schemas.Project, Query = [("purge", "true: ended executions and events go with it.")] });
    }
}
