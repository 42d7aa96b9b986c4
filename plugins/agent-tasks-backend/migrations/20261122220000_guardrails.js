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
 * What the guardrails need: rules with their history, the groups of whoever
 * started a task, the rule that allowed it, and what each session has cost in
 * columns that can be added up.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_rules', table => {
    table.comment('Rules that platform admins manage on the admin page');
    table.string('id', 36).primary().comment('UUID');
    table.text('rule').notNullable().comment('JSON: the rule');
    table.boolean('enabled').notNullable().comment('Whether it counts');
    table.integer('version').notNullable().comment('Number of writes, from 1');
    table.string('created_at', 24).notNullable().comment('When added');
    table.string('created_by', 512).notNullable().comment('Entity ref');
    table.string('updated_at', 24).notNullable().comment('Last change');
    table.string('updated_by', 512).notNullable().comment('Entity ref');
    table.index(['created_at', 'id'], 'policy_rules_created_idx');
  });

  await knex.schema.createTable('policy_changes', table => {
    table.comment('Every change of a rule; outlives the rule');
    table.bigIncrements('id').comment('Order of the changes');
    table.string('rule_id', 36).notNullable().comment('The rule');
    table.string('at', 24).notNullable().comment('When');
    table.string('by', 512).notNullable().comment('Entity ref of who did it');
    table.string('action', 16).notNullable().comment('What was done');
    table.text('reason').notNullable().comment('Why, in their own words');
    table.text('before').comment('JSON: the rule before; empty: created');
    table.text('after').comment('JSON: the rule after; empty: deleted');
    table.index(['rule_id', 'id'], 'policy_changes_rule_idx');
  });

  await knex.schema.createTable('task_groups', table => {
    table.comment('The groups of the requester when the task was started');
    table
      .string('task_id', 36)
      .notNullable()
      .references('id')
      .inTable('tasks')
      .onDelete('CASCADE')
      .comment('The task');
    table.string('group_ref', 512).notNullable().comment('Entity ref');
    table.primary(['task_id', 'group_ref']);
    table.index(['group_ref'], 'task_groups_group_idx');
  });

  await knex.schema.alterTable('tasks', table => {
    table.text('rule_id').comment('The rule that allowed it');
  });

  await knex.schema.alterTable('sessions', table => {
    table.text('model').comment('The model that GitHub reports');
    table
      .bigInteger('ai_credits_nano')
      .comment('Billionths of an AI credit; empty: not reported');
    table
      .double('premium_requests')
      .comment('Of sessions before 2026-06-01; empty: not reported');
    table
      .string('created_at', 24)
      .comment('When it began; when the task was asked for, if not reported');
    table.index(['created_at'], 'sessions_created_idx');
  });
  await fillUsage(knex);
};

/**
 * What is known of the sessions so far, row by row so that memory stays small.
 *
 * @param {import('knex').Knex} knex
 */
async function fillUsage(knex) {
  const PAGE = 500;
  let last = { task_id: '', id: '' };
  for (;;) {
    const rows = await knex('sessions')
      .join('tasks', 'tasks.id', 'sessions.task_id')
      .select('task_id', 'sessions.id', 'session', 'tasks.created_at')
      .whereRaw('(task_id, sessions.id) > (?, ?)', [last.task_id, last.id])
      .orderBy(['task_id', 'sessions.id'])
      .limit(PAGE);
    for (const { task_id, id, session, created_at } of rows) {
      const { model, usage, createdAt } = JSON.parse(session);
      await knex('sessions')
        .where({ task_id, id })
        .update({
          model: model?.replaceAll('\0', '') || null,
          ai_credits_nano: atMost(2n ** 63n - 1n, usage?.aiCreditsNano),
          premium_requests: atMost(1_000_000_000n, usage?.premiumRequests),
          created_at:
            createdAt?.length === created_at.length ? createdAt : created_at,
        });
    }
    if (rows.length < PAGE) return;
    last = rows[rows.length - 1];
  }
}

/**
 * A cost that cannot be true is as if it were not reported.
 *
 * @param {bigint} most
 * @param {string | number | undefined} value
 */
function atMost(most, value) {
  if (value === undefined) return null;
  const whole = typeof value === 'number' ? Math.ceil(value) : value;
  return BigInt(whole) <= most ? value : null;
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sessions', table =>
    table.dropIndex([], 'sessions_created_idx'),
  );
  // Not by Knex: on SQLite it makes a new table and drops the old one, and with
  // the old tasks go, as their foreign keys say, all sessions and transitions.
  for (const [table, column] of [
    ['sessions', 'created_at'],
    ['sessions', 'premium_requests'],
    ['sessions', 'ai_credits_nano'],
    ['sessions', 'model'],
    ['tasks', 'rule_id'],
  ]) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
  await knex.schema.dropTable('task_groups');
  await knex.schema.dropTable('policy_changes');
  await knex.schema.dropTable('policy_rules');
};
