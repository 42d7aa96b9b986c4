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
 * Times are ISO 8601 UTC with milliseconds, as text: they sort as they read and
 * come back equal from SQLite and PostgreSQL.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tasks', table => {
    table.comment('Tasks that were asked for through the portal');
    table.string('id', 36).primary().comment("The portal's id of the task");
    table.string('host', 255).notNullable().comment('The host of GitHub');
    table
      .string('repository', 140)
      .notNullable()
      .comment('owner/name as it was asked for');
    table
      .string('repository_key', 140)
      .notNullable()
      .comment('repository in lower case, for comparison');
    table.string('title', 255).notNullable().comment('A line for people');
    table.text('prompt').notNullable().comment('The whole brief');
    table.string('state', 32).comment('State, while dispatch is accepted');
    table.text('raw_state').comment("GitHub's own word for the state");
    table
      .string('dispatch_status', 16)
      .notNullable()
      .comment('pending, accepted, rejected or unknown');
    table.text('dispatch_error').comment('JSON: why it is not accepted');
    table.string('requested_by', 512).notNullable().comment('Entity ref');
    table.text('github_login').notNullable().comment('Login on GitHub');
    table
      .bigInteger('github_user_id')
      .notNullable()
      .comment('Numeric id of the account on GitHub');
    table.string('entity_ref', 512).comment('The entity that shows the task');
    table.text('base_ref').comment('The branch to start from');
    table.text('head_ref').comment('The branch to go on with');
    table.text('model').comment('The model asked for');
    table.text('custom_agent').comment('The custom agent asked for');
    table.boolean('create_pull_request').notNullable().comment('As asked for');
    table.string('source', 32).notNullable().comment('Which door it came by');
    table
      .string('idempotency_key', 255)
      .comment('Key of the request; emptied when GitHub refuses for certain');
    table.string('request_hash', 64).comment('SHA-256 of the request');
    table.text('github_task_id').comment("GitHub's id of the task");
    table.text('github_html_url').comment('Page of the task on GitHub');
    table.text('seen').notNullable().comment('JSON: what GitHub last showed');
    table.text('pull_request').comment('JSON: the pull request');
    table.text('branch').comment('The branch the agent works on');
    table.text('usage').comment('JSON: what it has cost');
    table.text('error').comment('JSON: why the work failed');
    table
      .string('tracking_status', 16)
      .notNullable()
      .comment('live, slow or ended');
    table.string('tracking_reason', 64).comment('Why it is shown as it is');
    table.string('created_at', 24).notNullable().comment('When asked for');
    table.string('updated_at', 24).notNullable().comment('Last change');
    table
      .string('progressed_at', 24)
      .notNullable()
      .comment('When something last moved on GitHub');
    table.string('completed_at', 24).comment('When the work ended');
    table
      .integer('version')
      .notNullable()
      .comment('Number of changes, for optimistic locking');

    table.index(['created_at', 'id'], 'tasks_created_idx');
    table.index(['repository_key', 'created_at', 'id'], 'tasks_repository_idx');
    table.index(['entity_ref', 'created_at', 'id'], 'tasks_entity_idx');
    table.index(['requested_by', 'created_at', 'id'], 'tasks_requester_idx');
    table.index(
      ['tracking_status', 'requested_by', 'github_user_id'],
      'tasks_tracking_idx',
    );
    table.unique(['requested_by', 'idempotency_key'], {
      indexName: 'tasks_idempotency_unq',
    });
    table.unique(['host', 'github_task_id'], {
      indexName: 'tasks_github_task_unq',
    });
  });

  await knex.schema.createTable('transitions', table => {
    table.comment('Every observed change of a task, oldest first');
    table.bigIncrements('id').comment('Order of the changes');
    table
      .string('task_id', 36)
      .notNullable()
      .references('id')
      .inTable('tasks')
      .onDelete('CASCADE')
      .comment('The task');
    table.string('at', 24).notNullable().comment('When the portal saw it');
    table.string('kind', 32).notNullable().comment('What changed');
    table.text('from').comment('The value before');
    table.text('to').notNullable().comment('The value after');
    table.text('note').comment('A detail for people');
    table.index(['task_id', 'id'], 'transitions_task_idx');
  });

  await knex.schema.createTable('sessions', table => {
    table.comment(
      'Runs of the agent within a task, as GitHub last showed them',
    );
    table
      .string('task_id', 36)
      .notNullable()
      .references('id')
      .inTable('tasks')
      .onDelete('CASCADE')
      .comment('The task');
    table.text('id').notNullable().comment("GitHub's id of the session");
    table.integer('position').notNullable().comment('Order, from 0');
    table.text('session').notNullable().comment('JSON: the session');
    table.primary(['task_id', 'id']);
  });

  await knex.schema.createTable('followed_users', table => {
    table.comment('Users whose tasks are followed: one unit of polling each');
    table.string('user_entity_ref', 512).notNullable().comment('Entity ref');
    table
      .bigInteger('github_user_id')
      .notNullable()
      .comment('Numeric id of the account on GitHub');
    table.string('next_check_at', 24).comment('Empty while paused or idle');
    table
      .string('claimed_until', 24)
      .comment('Until then one replica has the say about the next check');
    table.string('last_checked_at', 24).comment('Last successful look');
    table
      .string('next_sweep_at', 24)
      .comment('When tasks on the slow interval are looked at again');
    table.string('last_swept_at', 24).comment('Last look at slow tasks');
    table.string('paused_reason', 64).comment('Why nothing is asked');
    table.primary(['user_entity_ref', 'github_user_id']);
    table.index(['next_check_at'], 'followed_users_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('followed_users');
  await knex.schema.dropTable('sessions');
  await knex.schema.dropTable('transitions');
  await knex.schema.dropTable('tasks');
};
