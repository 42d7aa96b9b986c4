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

import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { changeRule } from './database/changeRule';
import { deleteRule } from './database/deleteRule';
import { insertRule } from './database/insertRule';
import { listChanges } from './database/listChanges';
import { lockRules } from './database/lockRules';
import { selectRules, toStoredRule } from './database/rows';
import type {
  PolicyRuleStore,
  RuleAuthor,
  RuleCheck,
  StoredRule,
} from './PolicyRuleStore';

/**
 * {@link PolicyRuleStore} on the plugin's database: SQLite or PostgreSQL.
 *
 * Changes are made one after the other, whichever replica they reach: rules are
 * few and change seldom, and only so can a change be checked against the rules
 * beside which it will stand. Reads never wait. A crash in the middle of a
 * change leaves nothing of it.
 */
export class DatabasePolicyRuleStore implements PolicyRuleStore {
  readonly #db: Knex;
  readonly #now: () => number;

  private constructor(db: Knex, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** The database must be up to date. */
  static async create(options: {
    database: DatabaseService;
    /** Milliseconds since 1970. */
    now: () => number;
  }): Promise<DatabasePolicyRuleStore> {
    return new DatabasePolicyRuleStore(
      await options.database.getClient(),
      options.now,
    );
  }

  async list(): Promise<StoredRule[]> {
    return (await selectRules(this.#db)).map(toStoredRule);
  }

  async create(
    rule: { rule: PolicyRule; enabled: boolean },
    author: RuleAuthor,
    check?: RuleCheck,
  ): Promise<StoredRule> {
    return this.#change(tx => insertRule(tx, rule, this.#sign(author), check));
  }

  async update(
    id: string,
    change: { rule: PolicyRule; enabled: boolean; version: number },
    author: RuleAuthor,
    check?: RuleCheck,
  ): Promise<{ before: StoredRule; after: StoredRule }> {
    return this.#change(tx =>
      changeRule(tx, id, change, this.#sign(author), check),
    );
  }

  async delete(
    id: string,
    version: number,
    author: RuleAuthor,
  ): Promise<{ before: StoredRule }> {
    return this.#change(tx => deleteRule(tx, id, version, this.#sign(author)));
  }

  async listChanges(filter: Parameters<PolicyRuleStore['listChanges']>[0]) {
    return listChanges(this.#db, filter);
  }

  async #change<T>(work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#db.transaction(async tx => {
      await lockRules(tx);
      return work(tx);
    });
  }

  #sign(author: RuleAuthor) {
    return { ...author, at: new Date(this.#now()).toISOString() };
  }
}
