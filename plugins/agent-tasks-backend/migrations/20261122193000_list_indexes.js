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
 * What lists of tasks may be narrowed by, each together with the state and in
 * the order of the list: with a hundred thousand tasks the few that wait for
 * somebody are found without reading the others.
 */
const COLUMNS = {
  tasks_state_idx: [],
  tasks_repository_state_idx: ['repository_key'],
  tasks_entity_state_idx: ['entity_ref'],
  tasks_requester_state_idx: ['requested_by'],
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tasks', table => {
    for (const [name, columns] of Object.entries(COLUMNS)) {
      table.index([...columns, 'state', 'created_at', 'id'], name);
    }
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('tasks', table => {
    for (const name of Object.keys(COLUMNS)) table.dropIndex([], name);
  });
};
