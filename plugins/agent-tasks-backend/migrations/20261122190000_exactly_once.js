/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

// @ts-check

/**
 * What it takes to start a task exactly once and to follow it from any replica.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tasks', table => {
    table
      .string('sent_at', 24)
      .comment(
        'When one replica took it on itself to send the task to GitHub, just before it did; empty: it was certainly never sent',
      );
    table
      .integer('pull_request_number')
      .comment('Number of the pull request, to find the task by');
    table
      .string('refresh_requested_at', 24)
      .comment('When GitHub said that the pull request changed; empty: read');
    table.index(
      ['repository_key', 'pull_request_number'],
      'tasks_pull_request_idx',
    );
    table.index(['repository_key', 'branch'], 'tasks_branch_idx');
  });
  // Whatever is there already may have been sent.
  await knex('tasks').update({ sent_at: knex.ref('created_at') });
  const isPostgres = knex.client.config.client === 'pg';
  await knex('tasks')
    .whereNotNull('pull_request')
    .update({
      pull_request_number: knex.raw(
        isPostgres
          ? `(pull_request::json->>'number')::integer`
          : `json_extract(pull_request, '$.number')`,
      ),
    });

  await knex.schema.alterTable('followed_users', table => {
    table
      .string('claimed_by', 36)
      .comment('The replica that has the claim, so that it can give it back');
    table
      .string('planned_at', 24)
      .comment(
        'When the next check was planned; if that is in the future, a clock went back and the plan is void',
      );
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Looks that failed in a row');
    table
      .string('not_before', 24)
      .comment('GitHub asked not to be asked before, for its rate limits');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('followed_users', table => {
    table.dropColumns('claimed_by', 'planned_at', 'failures', 'not_before');
  });
  await knex.schema.alterTable('tasks', table => {
    table.dropIndex([], 'tasks_pull_request_idx');
    table.dropIndex([], 'tasks_branch_idx');
  });
  // Not by Knex: on SQLite it makes a new table and drops the old one, and with
  // the old tasks go, as their foreign keys say, all sessions and transitions.
  for (const column of [
    'sent_at',
    'pull_request_number',
    'refresh_requested_at',
  ]) {
    await knex.raw('alter table tasks drop column ??', [column]);
  }
};
