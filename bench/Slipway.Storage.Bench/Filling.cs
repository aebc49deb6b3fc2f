namespace Slipway.Storage.Bench;

/// <summary>The SQL that fills the tables. The numbers of executions are spread by primes, so that no field follows another.</summary>
internal static class Filling
{
    public static string Executions(bool isSqlite) => $$"""
        with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < {0} - 1)
        insert into executions (id, version, project, pipeline_id, name, "index", status, is_ended, status_message, requested_by, comments, tags,
            requested_at, started_at, ended_at, definition, input, stages)
        select {{Id("i", 7, isSqlite)}}, 9,
            case when i % 10000 = 77 then 'project-rare' else 'project-' || (((i * 7919) % 100) % 9) end,
            {{Id("(i * 7919) % 100", 8, isSqlite)}},
            'pipeline-' || ((i * 7919) % 100),
            i / 100 + 1,
            case when i % 1000 = 500 then 'RUNNING' when (i / 100 * 31) % 100 < 85 then 'COMPLETED' when (i / 100 * 31) % 100 < 97 then 'FAILED' else 'QUEUED' end,
            i % 1000 <> 500, 'Execution Completed.', 'user-' || (i % 50), 'pushed by hand ' || i, '[]',
            1700000000000000 + i * cast(1000000 as bigint), 1700000000000000, 1700000000000000, {1}, {3}, {2}
        from n
        """;

    public static string Events(bool isSqlite) => $$"""
        with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < {0} - 1)
        insert into registry_events (id, delivery_id, webhook_id, webhook_name, project, pipeline, received_at, outcome, message, image, tag, owner, digest, push_key, origin)
        select {{Id("i", 5, isSqlite)}}, {{Id("i", 6, isSqlite)}}, {{Id("i % 50", 4, isSqlite)}}, 'webhook-' || (i % 50), 'project-' || (i % 9), 'pipeline-' || (i % 100),
            1700000000000000 + i * cast(1000000 as bigint), case i % 3 when 0 then 'STARTED' when 1 then 'IGNORED' else 'FAILED' end,
            'Tag ''1.' || i || ''' does not match the tag filter.', 'acme/image-' || (i % 200), '1.' || i, 'acme', '', 'event ' || i, 'DELIVERED'
        from n
        """;

    public static string Audit(bool isSqlite) => $$"""
        with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < {0} - 1)
        insert into audit (id, at, who, address, action, kind, resource, project, name, message, before, after)
        select {{Id("i", 3, isSqlite)}}, 1700000000000000 + i * cast(1000000 as bigint), 'user-' || ((i * 7919) % 50), '192.0.2.' || (i % 250),
            case when i % 10000 = 77 then 'DELETE' when i % 3 = 0 then 'SIGN_IN' else 'UPDATE' end,
            case when i % 3 = 0 then 'SESSION' when i % 1000 = 77 then 'PROJECT' else 'PIPELINE' end,
            '', case when i % 3 = 0 then '' else 'project-' || (i % 9) end, 'pipeline-' || (i % 100), 'Changed concurrency.', '{{"{{"}}"concurrency":1{{"}}"}}', '{{"{{"}}"concurrency":2{{"}}"}}'
        from n
        """;

    private static string Id(string number, int kind, bool isSqlite) => isSqlite
        ? $"printf('%08X-0000-{kind}000-8000-%012X', {number}, (({number}) * 2654435761) % 281474976710656)"
        : $"(lpad(to_hex({number}), 8, '0') || '-0000-{kind}000-8000-' || lpad(to_hex((({number}) * 2654435761) % 281474976710656), 12, '0'))::uuid";
}
