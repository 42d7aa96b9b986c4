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
import { useId, useState } from 'react';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { Panel } from './Panel';

// A prompt up to this long is shown whole; of a longer one this much.
const FOLDED_LINES = 8;
const FOLDED_CHARACTERS = 900;

/** The prompt as it was sent: plain text, never markup; long ones fold. */
export function PromptPanel(props: { prompt: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const textId = useId();
  const { prompt } = props;
  const lines = prompt.split('\n');
  const folded = lines
    .slice(0, FOLDED_LINES)
    .join('\n')
    .slice(0, FOLDED_CHARACTERS);
  const isLong = folded.length < prompt.length;
  return (
    <Panel title={t('task.prompt')}>
      <Box sx={{ p: 2, fontSize: '0.875rem', lineHeight: 1.55 }}>
        <Box
          id={textId}
          sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {isOpen || !isLong ? prompt : `${folded.trimEnd()} …`}
        </Box>
        {isLong && (
          <ActionButton
            aria-expanded={isOpen}
            aria-controls={textId}
            onClick={() => setOpen(!isOpen)}
            sx={{ mt: 0.5, ml: -0.5 }}
          >
            {isOpen
              ? t('action.showLess')
              : t('action.showAll', { count: lines.length })}
          </ActionButton>
        )}
      </Box>
    </Panel>
  );
}
