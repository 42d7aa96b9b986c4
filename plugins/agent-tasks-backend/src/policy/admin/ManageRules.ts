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

import type {
  PolicyRule,
  PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { toStoredEntry } from '../CurrentPolicy';
import type {
  PolicyRuleStore,
  RuleAuthor,
  RuleCheck,
} from '../store/PolicyRuleStore';
import type { PolicySource } from '../types';
import { refuseContradiction } from './refuseContradiction';

export interface ManageRulesOptions {
  store: PolicyRuleStore;
  policy: PolicySource;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Changes the rules of the admin page.
 *
 * Promises what {@link PolicyRuleStore} does, and that no rule is written that
 * would change nothing beside those of either origin. Who may is asked before.
 * Rules of app-config are not changed here; those that a replica reads anew at
 * this very moment may escape the comparison, which harms nobody: a decision
 * does not mind rules that say the same.
 */
export class ManageRules {
  readonly #options: ManageRulesOptions;

  private constructor(options: ManageRulesOptions) {
    this.#options = options;
  }

  static create(options: ManageRulesOptions): ManageRules {
    return new ManageRules(options);
  }

  async create(
    rule: { rule: PolicyRule; enabled: boolean },
    author: RuleAuthor,
  ): Promise<PolicyRuleEntry> {
    const check = await this.#checkOf(rule);
    return this.#toEntry(await this.#options.store.create(rule, author, check));
  }

  async update(
    id: string,
    change: { rule: PolicyRule; enabled: boolean; version: number },
    author: RuleAuthor,
  ): Promise<{ before: PolicyRuleEntry; after: PolicyRuleEntry }> {
    const check = await this.#checkOf(change);
    const { before, after } = await this.#options.store.update(
      id,
      change,
      author,
      check,
    );
    return { before: this.#toEntry(before), after: this.#toEntry(after) };
  }

  async delete(
    id: string,
    version: number,
    author: RuleAuthor,
  ): Promise<{ before: PolicyRuleEntry }> {
    const { before } = await this.#options.store.delete(id, version, author);
    return { before: this.#toEntry(before) };
  }

  async #checkOf(change: {
    rule: PolicyRule;
    enabled: boolean;
  }): Promise<RuleCheck> {
    const { rules } = await this.#options.policy.get();
    const configured = rules.filter(({ origin }) => origin === 'config');
    return (others, before) =>
      refuseContradiction(
        change,
        [...configured, ...others.map(other => this.#toEntry(other))],
        before,
      );
  }

  #toEntry(stored: Parameters<typeof toStoredEntry>[0]): PolicyRuleEntry {
    return toStoredEntry(stored, this.#options.now());
  }
}
