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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Box from '@mui/material/Box';
import type { Policy } from 'backstage-plugin-agent-tasks-common';
import { useRef, useState } from 'react';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { Notice } from '../../Notice';
import { Panel } from '../../Panel';
import { ExportDialog } from './ExportDialog';
import { GlobalLimits } from './GlobalLimits';
import { RuleDialogs, type RuleTask } from './RuleDialogs';
import { RulesTable } from './RulesTable';

/** The rules of both origins, with what may be done about them. */
export function RulesPanel(props: { policy: Policy; mayUpdate: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { policy, mayUpdate } = props;
  const [task, setTask] = useState<RuleTask>();
  const [isExporting, setExporting] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <Panel
      title={t('admin.rules.title')}
      action={
        <Box sx={{ display: 'flex', gap: 1 }}>
          {policy.rules.length > 0 && (
            <ActionButton onClick={() => setExporting(true)}>
              {t('admin.rules.export')}
            </ActionButton>
          )}
          {mayUpdate && (
            <ActionButton
              ref={addButton}
              variant="contained"
              onClick={() => setTask({ kind: 'create' })}
            >
              {t('admin.rules.add')}
            </ActionButton>
          )}
        </Box>
      }
    >
      {policy.configProblem && (
        <Box sx={{ p: 2 }}>
          <Notice
            tone="attention"
            role="alert"
            title={t('admin.rules.configProblemTitle')}
          >
            {policy.configProblem}
          </Notice>
        </Box>
      )}
      {policy.rules.length === 0 ? (
        <Box sx={{ px: 2, py: 4, textAlign: 'center' }}>
          <Box sx={{ fontSize: '1rem', fontWeight: 600 }}>
            {t('admin.rules.emptyTitle')}
          </Box>
          <Box sx={{ color: 'text.secondary', mt: 0.5 }}>
            {t(mayUpdate ? 'admin.rules.empty' : 'admin.rules.emptyReader')}
          </Box>
        </Box>
      ) : (
        <RulesTable
          rules={policy.rules}
          mayUpdate={mayUpdate}
          onTask={setTask}
        />
      )}
      <GlobalLimits limits={policy.limits} />
      <RuleDialogs
        task={task}
        onClose={() => setTask(undefined)}
        // What opened the dialog is gone with its rule.
        onDeleted={() => addButton.current?.focus()}
      />
      <ExportDialog isOpen={isExporting} onClose={() => setExporting(false)} />
    </Panel>
  );
}
