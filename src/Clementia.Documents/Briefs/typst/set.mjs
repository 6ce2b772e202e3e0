// Sets PDFs with Typst, one after the other, for src/Clementia.Documents/Briefs/Typesetter.cs.
// In:  a count of blocks, then for each its name and its bytes: the template, data.json and the pictures.
// Out: a block of JSON {error, missing} and a block with the PDF. Every block is led by its length (int32, little endian).
import { createRequire } from 'node:module';
import { readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.argv[1], 'package.json'));
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const root = '/brief';

const receive = (length) => {
  const buffer = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    let got = 0;
    try {
      got = readSync(0, buffer, at, length - at, null);
    } catch (error) {
      if (error.code === 'EAGAIN') continue;
      if (error.code !== 'EOF') throw error;
    }
    if (got === 0) process.exit(0);
    at += got;
  }
  return buffer;
};
const number = () => receive(4).readInt32LE(0);
const send = (bytes) => {
  const length = Buffer.alloc(4);
  length.writeInt32LE(bytes.length, 0);
  for (const part of [length, bytes])
    for (let at = 0; at < part.length; ) {
      try {
        at += writeSync(1, part, at);
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
      }
    }
};

const compiler = NodeCompiler.create({ workspace: root });
for (;;) {
  const files = new Map();
  for (let left = number(); left > 0; left--) {
    const name = receive(number()).toString('utf8');
    files.set(name, receive(number()));
  }
  const template = files.get('template').toString('utf8');
  files.delete('template');
  for (const [name, bytes] of files) compiler.mapShadow(`${root}/${name}`, bytes);

  const answer = { error: '', missing: '' };
  let pdf = Buffer.alloc(0);
  try {
    const compiled = compiler.compile({ mainFileContent: template, resetRead: true });
    if (compiled.hasError()) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
    try {
      pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
    } catch (error) {
      // PDF/UA admits no letter without a glyph. Rather a tagged PDF with boxes, and a word about it, than none.
      const letters = [...new Set([...String(error.message).matchAll(/the text `\\?"(.+?)\\?"`/gu)].map((match) => match[1]))];
      if (letters.length === 0) throw error;
      answer.missing = letters.slice(0, 20).join(' ');
      pdf = compiler.pdf(compiled.result, {});
    }
  } catch (error) {
    answer.error = String(error.message ?? error);
  }
  for (const name of files.keys()) compiler.unmapShadow(`${root}/${name}`);
  compiler.evictCache(0);
  send(Buffer.from(JSON.stringify(answer)));
  send(Buffer.from(pdf));
}
