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
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import ScheduleIcon from '@mui/icons-material/Schedule';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import { alpha, type Theme } from '@mui/material/styles';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import type { ReactElement } from 'react';
import { isWebUrl } from '../presentation/isWebUrl';
import {
  presentPullRequest,
  type PullRequestChip,
} from '../presentation/presentPullRequest';
import { agentTasksTranslationRef } from '../translation';
import { PullRequestIcon } from './PullRequestIcon';
import { toneColor } from './tones';

// Fainter than MUI's own, so that coloured words on it stay readable in the dark.
const chipStyle = (theme: Theme) => ({
  m: 0,
  backgroundColor: alpha(theme.palette.text.primary, 0.07),
});

/** The pull request of a task: number, title, and how it stands. */
export function PullRequestLine(props: { task: Task }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { pullRequest } = props.task;
  if (!pullRequest) return null;
  const { tone, chips } = presentPullRequest(props.task);
  const title = `#${pullRequest.number} ${pullRequest.title}`;
  const { additions = 0, deletions = 0 } = pullRequest;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        px: 1.5,
        py: 1,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        fontSize: '0.875rem',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.25,
          flex: '1 1 12rem',
          minWidth: 0,
        }}
      >
        <PullRequestIcon
          sx={theme => ({ fontSize: 18, color: toneColor(theme, tone) })}
        />
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {isWebUrl(pullRequest.url) ? (
            <Link
              href={pullRequest.url}
              target="_blank"
              rel="noopener noreferrer"
              color="text.primary"
              underline="hover"
            >
              {title}
            </Link>
          ) : (
            title
          )}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {chips.map(chip => (
          <StatusChip key={chip.text} chip={chip} label={t(chip.text)} />
        ))}
        {additions + deletions > 0 && (
          <Chip
            size="small"
            sx={chipStyle}
            label={`+${additions} −${deletions}`}
            title={t('pullRequest.changes', {
              additions: String(additions),
              deletions: String(deletions),
            })}
          />
        )}
      </Box>
    </Box>
  );
}

const CHIP_ICONS: Record<NonNullable<PullRequestChip['icon']>, ReactElement> = {
  success: <CheckIcon />,
  failure: <CloseIcon />,
  pending: <ScheduleIcon />,
};

function StatusChip(props: { chip: PullRequestChip; label: string }) {
  const { chip, label } = props;
  return (
    <Chip
      size="small"
      label={label}
      icon={chip.icon && CHIP_ICONS[chip.icon]}
      sx={theme => ({
        ...chipStyle(theme),
        color: chip.tone === 'muted' ? undefined : toneColor(theme, chip.tone),
        '& .MuiChip-icon, & [class*="MuiChip-icon"]': { color: 'inherit' },
      })}
    />
  );
}
