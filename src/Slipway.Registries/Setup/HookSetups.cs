namespace Slipway.Registries.Setup;

/// <summary>
/// What to tell each kind of registry, in the words of its own documentation. Those of which Slipway speaks the API are told by Slipway; what
/// stands here of them is for when they cannot be.
/// </summary>
public static class HookSetups
{
    /// <summary>What a person tells a registry of that kind.</summary>
    public static HookSetup Of(string serverType, HookFacts facts) => serverType switch
    {
        "DockerHub" => new("Docker Hub, the repository's page, Webhooks: a name and, as Webhook URL, the address."),
        "Docker_Trusted_Registry" => new("MSR, the repository's page, Webhooks, New Webhook: for 'Tag pushed to repository', as Webhook URL the address."),
        "Harbor" => new("Harbor, the project's page, Webhooks, New Webhook: notify type http, event type 'Artifact pushed', as Endpoint URL the address."),
        "Quay" => new("Quay, the repository's page, Settings, Create Notification: when 'Push to Repository', then 'Webhook POST', as Webhook URL the address."),
        "Artifactory" => new("Artifactory, Administration, Webhooks, New Webhook: as URL the address; event 'Docker: tag was pushed', with the repository chosen."),
        "GHCR" => new($"GitHub, the settings of the organization or of the repository that owns the package, Webhooks, Add webhook: as Payload URL the address, content type application/json, as Secret the secure token, and of the events only 'Registry packages'.", facts.Token),
        "GitLab" => new("GitLab's administrator, in /etc/gitlab/gitlab.rb, then gitlab-ctl reconfigure. On gitlab.com nobody can set it.", $$"""
            registry['notifications'] = [
              {
                'name' => '{{facts.PlainName}}',
                'url' => '{{facts.Url.AbsoluteUri}}',
                'timeout' => '5s',
                'threshold' => 5,
                'backoff' => '10s'
              }
            ]
            """),
        "ACR" => new("Azure's command line, or in the portal: the registry, Webhooks, Add, action push.", $"""
            az acr webhook create --registry {facts.Host.Split('.')[0]} --name {AlphaNumeric(facts.PlainName)} \
              --actions push --scope '{facts.Path}:*' --uri '{facts.Url.AbsoluteUri}'
            """),
        "ECR" => new("Amazon's command line: EventBridge sends the registry's events to an API destination. The role must allow events:InvokeApiDestination.", $$$"""
            aws events create-connection --name {{{facts.PlainName}}} --authorization-type API_KEY \
              --auth-parameters '{"ApiKeyAuthParameters":{"ApiKeyName":"X-Slipway","ApiKeyValue":"unused"}}'
            aws events create-api-destination --name {{{facts.PlainName}}} --http-method POST --connection-arn CONNECTION_ARN \
              --invocation-endpoint '{{{facts.Url.AbsoluteUri}}}'
            aws events put-rule --name {{{facts.PlainName}}} \
              --event-pattern '{"source":["aws.ecr"],"detail-type":["ECR Image Action"],"detail":{"action-type":["PUSH"],"result":["SUCCESS"],"repository-name":["{{{facts.Path}}}"]}}'
            aws events put-targets --rule {{{facts.PlainName}}} --targets 'Id=slipway,Arn=DESTINATION_ARN,RoleArn=ROLE_ARN'
            """),
        "ArtifactRegistry" => new("Google Cloud's command line. The service account signs what is sent, and is the webhook's sender.", $"""
            gcloud pubsub topics create gcr
            gcloud pubsub subscriptions create {facts.PlainName} --topic=gcr --ack-deadline=30 \
              --push-endpoint='{facts.Url.AbsoluteUri}' \
              --push-auth-service-account={(facts.Sender.Length > 0 ? facts.Sender : "SERVICE_ACCOUNT_EMAIL")}
            """),
        "Nexus" => new("Nexus, Administration, System, Capabilities, Create capability 'Webhook: Repository': the repository, event type component, as URL the address, as Secret Key the secure token.", facts.Token),
        _ => new("The registry's own configuration (config.yml of CNCF Distribution), then a restart.", $"""
            notifications:
              endpoints:
                - name: {facts.PlainName}
                  url: {facts.Url.AbsoluteUri}
                  timeout: 5s
                  threshold: 5
                  backoff: 10s
            """),
    };

    private static string AlphaNumeric(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
