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
import { useEffect, useState } from 'react';
import { useViewer } from '../../../data';
import { useTryIt } from '../../../data/admin/useTryIt';
import { agentTasksTranslationRef } from '../../../translation';
import { ErrorNotice } from '../../ErrorNotice';
import { Panel } from '../../Panel';
import {
  validateTryIt,
  type TryItDraft,
} from '../../../presentation/admin/tryItDraft';
import { DecisionAnswer } from './DecisionAnswer';
import { TryItForm } from './TryItForm';

const NOTHING_ASKED: Omit<TryItDraft, 'user'> = {
  repository: '',
  model: '',
  customAgent: '',
  baseRef: '',
  headRef: '',
  source: 'portal',
};

/** Asks whether somebody may start a task somewhere, and why; nothing is started. */
export function TryItPanel(props: { policy: Policy }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { policy } = props;
  const viewer = useViewer() ?? '';
  const [user, setUser] = useState<string>();
  const [rest, setRest] = useState(NOTHING_ASKED);
  const [isSubmitted, setSubmitted] = useState(false);
  const { ask, isAsking, decision, error, forget } = useTryIt();
  const draft: TryItDraft = { ...rest, user: user ?? viewer };
  const { request, issues } = validateTryIt(draft);

  // An answer of other rules than those above would mislead.
  useEffect(() => forget(), [policy, forget]);

  return (
    <Panel title={t('tryIt.title')}>
      <TryItForm
        draft={draft}
        issues={isSubmitted ? issues : {}}
        isAsking={isAsking}
        onChange={({ user: nextUser, ...changes }) => {
          if (nextUser !== undefined) setUser(nextUser);
          setRest(current => ({ ...current, ...changes }));
          forget();
        }}
        onAsk={() => {
          setSubmitted(true);
          if (request && !isAsking) ask(request);
        }}
      />
      <Box
        aria-live="polite"
        sx={{
          px: 2,
          py: 1.5,
          borderTop: 1,
          borderColor: 'divider',
          minHeight: 24,
        }}
      >
        {Boolean(error) && <ErrorNotice error={error} />}
        {decision && <DecisionAnswer decision={decision} policy={policy} />}
        {!decision && !error && (
          <Box sx={{ color: 'text.secondary' }}>
            {isAsking ? t('tryIt.asking') : t('tryIt.nothingStarted')}
          </Box>
        )}
      </Box>
    </Panel>
  );
}
