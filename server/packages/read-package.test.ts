import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_SCO_DATA } from '#courses/scorm/activity-tree.ts';
import { launching, smallManifest, smallManifest2004, smallPackage } from '#test/support/small-package.ts';
import { packageFiles, readPackage } from './read-package.ts';

describe('readPackage', () => {
  it('tells what a package offers to play', async () => {
    const items = `
      <item identifier="unit"><title>Unit</title>
        <item identifier="a" identifierref="RA" parameters="?x=1&amp;y=2"><title> Lesson
          A </title></item>
        <item identifier="b" identifierref="RB" isvisible="false"><title><![CDATA[B < C]]></title></item></item>`;
    const resources = `
      <resource identifier="RB" type="webcontent" adlcp:scormtype="asset" href="my%20page%20%C3%A9.html#top"/>
      <resource identifier="RA" type="webcontent" adlcp:scormtype="sco" href="a/./b/../index.html"/>`;
    const more = { 'a/index.html': '', 'my page é.html': '' };
    const found = await readPackage(smallPackage(smallManifest({ items, resources }), more));
    expect(found).toMatchObject({
      identifier: 'M',
      edition: '1.2',
      standard: 'SCORM 1.2',
      schemaVersion: '1.2',
      title: 'Fish & chips',
      tool: null,
      askwell: undefined,
      scos: [
        { scoId: 'a', title: 'Lesson A', href: 'a/index.html?x=1&y=2', file: 'a/index.html', position: 0 },
        {
          scoId: 'b',
          title: 'B < C',
          kind: 'asset',
          href: 'my%20page%20%C3%A9.html#top',
          file: 'my page é.html',
          position: 1,
        },
      ],
    });
    const folder = { id: 'unit', title: 'Unit', kind: 'folder', href: '', isVisible: true };
    expect(found.contents).toMatchObject({
      id: 'O',
      title: 'Fish & chips',
      kind: 'folder',
      children: [
        {
          ...folder,
          children: [
            { id: 'a', kind: 'sco', href: 'a/index.html?x=1&y=2', isVisible: true, children: [] },
            { id: 'b', kind: 'asset', isVisible: false, children: [] },
          ],
        },
      ],
    });
  });

  it('reads what SCORM 1.2 starts a SCO with', async () => {
    const items = `<item identifier="a" identifierref="R1"><title>A</title>
      <adlcp:prerequisites type="aicc_script">b&amp;c</adlcp:prerequisites>
      <adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>
      <adlcp:timelimitaction>exit, message</adlcp:timelimitaction>
      <adlcp:datafromlms>level=2&#10;lang=en</adlcp:datafromlms>
      <adlcp:masteryscore>80</adlcp:masteryscore></item>`;
    const { contents, scos } = await readPackage(smallPackage(smallManifest({ items })));
    expect(contents.children[0]?.prerequisites).toBe('b&c');
    expect(scos[0]?.data).toEqual({
      ...NO_SCO_DATA,
      launchData: 'level=2\nlang=en',
      masteryScore: '80',
      maxTimeAllowed: '00:30:00',
      timeLimitAction: 'exit,message',
    });
  });

  it('reads what SCORM 2004 starts a SCO with, and the sequencing of every activity', async () => {
    const items = `<item identifier="a" identifierref="R1"><title>A</title>
      <adlcp:timeLimitAction>continue,no message</adlcp:timeLimitAction>
      <adlcp:dataFromLMS>level=2</adlcp:dataFromLMS>
      <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75"/>
      <imsss:sequencing IDRef="shared"><imsss:controlMode flow="true"/></imsss:sequencing></item>`;
    const xml = smallManifest2004({ items })
      .replace(
        '</organization>',
        '<imsss:sequencing><imsss:controlMode choice="false"/></imsss:sequencing></organization>',
      )
      .replace(
        '</resources>',
        `</resources><imsss:sequencingCollection><imsss:sequencing ID="shared"><imsss:objectives><imsss:primaryObjective
          objectiveID="P" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure>
          </imsss:primaryObjective></imsss:objectives></imsss:sequencing></imsss:sequencingCollection>`,
      );
    const { contents, scos, edition } = await readPackage(smallPackage(xml));
    expect(edition).toBe('2004-4');
    expect(contents.sequencing).toMatchObject({ sequencingControls: { choice: false } });
    expect(contents).not.toHaveProperty('data');
    expect(contents.children[0]?.sequencing).toMatchObject({
      sequencingControls: { flow: true },
      primaryObjective: { objectiveID: 'P', satisfiedByMeasure: true },
    });
    expect(scos[0]?.data).toEqual({
      ...NO_SCO_DATA,
      launchData: 'level=2',
      timeLimitAction: 'continue,no message',
      scaledPassingScore: '0.6',
      completionThreshold: '0.75',
      objectives: ['P'],
    });
  });

  it('joins the bases of manifest, resources and resource', async () => {
    const xml = launching('index.html', 'xml:base="c/"')
      .replace('<resources>', '<resources xml:base="b/">')
      .replace('identifier="M"', 'identifier="M" xml:base="a/"');
    const { scos, notices } = await readPackage(smallPackage(xml, { 'a/b/c/index.html': '' }));
    expect(scos[0]?.href).toBe('a/b/c/index.html');
    expect(notices.map(({ rule }) => rule)).toEqual(['unlisted-files']);
  });

  it('has nothing to say about a tidy package', async () => {
    for (const xml of [smallManifest(), smallManifest2004()])
      expect((await readPackage(smallPackage(xml))).notices).toEqual([]);
  });

  it('reads from a file, and says so when there is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askwell-zip-'));
    await writeFile(join(folder, 'p.zip'), smallPackage());
    expect((await readPackage(join(folder, 'p.zip'))).paths).toEqual(['imsmanifest.xml', 'index.html']);
    await expect(readPackage(join(folder, 'q.zip'))).rejects.toThrow('ENOENT');
    await rm(folder, { recursive: true });
  });

  it('hands out the files of the folder that the manifest lies in, without what systems leave behind', async () => {
    const zip = smallPackage(smallManifest(), {
      '__MACOSX/._index.html': 'x',
      '.DS_Store': 'x',
      'a/Thumbs.db': 'x',
      'a/b.txt': 'kept',
    });
    const paths: string[] = [];
    for await (const { path, content } of packageFiles(zip)) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      paths.push(`${path} ${Buffer.concat(chunks).length}`);
    }
    expect(paths.map((path) => path.split(' ')[0])).toEqual(['imsmanifest.xml', 'index.html', 'a/b.txt']);
    expect(paths[2]).toBe('a/b.txt 4');
  });
});
