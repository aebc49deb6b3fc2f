namespace Slipway.Storage.Sqlite;

/// <summary>What makes the audit append-only in SQLite. An <c>insert or replace</c> deletes without asking a trigger, so it has one of its own.</summary>
internal static class SqliteAudit
{
    public const string AppendOnly = """
        create trigger if not exists audit_is_not_updated before update on audit begin select raise(abort, 'the audit is append-only'); end;
        create trigger if not exists audit_is_not_deleted before delete on audit begin select raise(abort, 'the audit is append-only'); end;
        create trigger if not exists audit_is_not_replaced before insert on audit when exists (select 1 from audit where sequence = new.sequence or id = new.id)
        begin select raise(abort, 'the audit is append-only'); end;
        """;
}
