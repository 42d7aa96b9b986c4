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
  ListPolicyChangesResponse,
  PolicyRule,
} from 'backstage-plugin-agent-tasks-common';

/** A rule of the admin page, as it is kept. */
export interface StoredRule {
  /** UUID. */
  id: string;
  /** Shared by all readers: not to be changed. */
  rule: PolicyRule;
  /** Why it cannot be read; `rule` then denies all that it can match. */
  problem?: string;
  enabled: boolean;
  /** Number of writes, from 1. */
  version: number;
  /** ISO 8601 UTC, as all times here. */
  createdAt: string;
  /** The entity ref of a user. */
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
}

/** Who changes a rule, and why. */
export interface RuleAuthor {
  /** The entity ref of a user. */
  by: string;
  reason: string;
}

/** Throws for a rule that may not stand beside the others; no other change comes in between. */
export type RuleCheck = (
  /** All other rules. */
  others: StoredRule[],
  /** The rule before the change; absent for a new one. */
  before?: StoredRule,
) => void;

/**
 * Keeps the rules of the admin page with every change of them.
 *
 * Promises: a rule and the entry of the history are written together or not at
 * all; of two changes made from the same version one is written, the other is
 * refused with `rule_changed`; a rule that is gone is `rule_not_found`; the
 * history outlives the rule. A read after a write sees it on every replica. A
 * rule that cannot be read, as after a return to an older version of the plugin,
 * neither vanishes nor allows anything: it denies what it can match.
 */
export interface PolicyRuleStore {
  /** All rules, the oldest first, also disabled ones. */
  list(): Promise<StoredRule[]>;
  create(
    rule: { rule: PolicyRule; enabled: boolean },
    author: RuleAuthor,
    check?: RuleCheck,
  ): Promise<StoredRule>;
  update(
    id: string,
    change: { rule: PolicyRule; enabled: boolean; version: number },
    author: RuleAuthor,
    check?: RuleCheck,
  ): Promise<{ before: StoredRule; after: StoredRule }>;
  delete(
    id: string,
    version: number,
    author: RuleAuthor,
  ): Promise<{ before: StoredRule }>;
  /** Newest first; the cursor is the id of the last change of the page before. */
  listChanges(filter: {
    ruleId?: string;
    before?: string;
    limit: number;
  }): Promise<ListPolicyChangesResponse['items']>;
}
