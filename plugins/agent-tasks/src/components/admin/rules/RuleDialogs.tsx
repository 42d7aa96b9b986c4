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

import { useState } from 'react';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { ReasonDialog } from './ReasonDialog';
import { RuleFormDialog } from './RuleFormDialog';

/** What an admin is about to do. */
export type RuleTask =
  | { kind: 'create' }
  | {
      kind: 'update' | 'enable' | 'disable' | 'delete';
      entry: PolicyRuleEntry;
    };

/** The dialogs for what may be done about rules, one at a time. */
export function RuleDialogs(props: {
  task?: RuleTask;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { task, onClose, onDeleted } = props;
  // A dialog that fades out still shows what it was about; the next one begins anew.
  const [shown, setShown] = useState<{ task: RuleTask; key: number }>();
  if (task && task !== shown?.task) {
    setShown({ task, key: (shown?.key ?? 0) + 1 });
  }
  if (!shown) return null;
  const { kind } = shown.task;
  const isOpen = task !== undefined;
  return kind === 'create' || kind === 'update' ? (
    <RuleFormDialog
      key={shown.key}
      isOpen={isOpen}
      entry={kind === 'update' ? shown.task.entry : undefined}
      onClose={onClose}
    />
  ) : (
    <ReasonDialog
      key={shown.key}
      isOpen={isOpen}
      kind={kind}
      entry={shown.task.entry}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
