namespace Slipway.Storage.Postgres;

/// <summary>What makes the audit append-only in PostgreSQL. Servers that start at the same time wait for each other.</summary>
internal static class PostgresAudit
{
    public const string AppendOnly = """
        do $$
        begin
            perform pg_advisory_xact_lock(hashtext('slipway audit'));
            if (select count(*) from pg_trigger where tgrelid = 'audit'::regclass and tgname in ('audit_is_append_only', 'audit_is_not_emptied') and tgenabled = 'A') < 2 then
                create or replace function audit_is_append_only() returns trigger language plpgsql as 'begin raise exception ''the audit is append-only''; end';
                create or replace trigger audit_is_append_only before update or delete on audit for each row execute function audit_is_append_only();
                create or replace trigger audit_is_not_emptied before truncate on audit for each statement execute function audit_is_append_only();
                alter table audit enable always trigger audit_is_append_only;
                alter table audit enable always trigger audit_is_not_emptied;
            end if;
        end
        $$;
        """;
}
