using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Slipway.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_executions_requested_at",
                table: "executions");

            migrationBuilder.CreateIndex(
                name: "IX_registry_events_outcome_sequence",
                table: "registry_events",
                columns: new[] { "outcome", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_registry_events_received_at_sequence",
                table: "registry_events",
                columns: new[] { "received_at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_registry_events_webhook_name_sequence",
                table: "registry_events",
                columns: new[] { "webhook_name", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_name_requested_at_id",
                table: "executions",
                columns: new[] { "name", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_pipeline_id_requested_at_id",
                table: "executions",
                columns: new[] { "pipeline_id", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_project_name_requested_at_id",
                table: "executions",
                columns: new[] { "project", "name", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_project_requested_at_id",
                table: "executions",
                columns: new[] { "project", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_project_status_requested_at_id",
                table: "executions",
                columns: new[] { "project", "status", "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_requested_at_id",
                table: "executions",
                columns: new[] { "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_executions_status_requested_at_id",
                table: "executions",
                columns: new[] { "status", "requested_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_registry_events_outcome_sequence",
                table: "registry_events");

            migrationBuilder.DropIndex(
                name: "IX_registry_events_received_at_sequence",
                table: "registry_events");

            migrationBuilder.DropIndex(
                name: "IX_registry_events_webhook_name_sequence",
                table: "registry_events");

            migrationBuilder.DropIndex(
                name: "IX_executions_name_requested_at_id",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_executions_pipeline_id_requested_at_id",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_executions_project_name_requested_at_id",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_executions_project_requested_at_id",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_executions_project_status_requested_at_id",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_executions_requested_at_id",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_executions_status_requested_at_id",
                table: "executions");

            migrationBuilder.CreateIndex(
                name: "IX_executions_requested_at",
                table: "executions",
                column: "requested_at");
        }
    }
}
