#!/usr/bin/env python3
"""Makes the sample petition's documents from their sources in this folder. All of it is invented.

Needs python3, node with the Typst package that briefs use (see package.json of the brief's writer), and poppler-utils.
Run: python3 samples/petition/source/make.py NODE_MODULES
"""
import io, json, os, shutil, subprocess, sys, tempfile, zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)


def typst(name, out, folder, modules):
    script = os.path.join(folder, 'make.mjs')
    with open(script, 'w') as f:
        f.write("""import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import fs from 'fs';
const c = NodeCompiler.create({ workspace: process.argv[2] });
fs.writeFileSync(process.argv[4], c.pdf({ mainFilePath: process.argv[2] + '/' + process.argv[3] }, { creationTimestamp: 1516579200 }));
process.exit(0);
""")
    link = os.path.join(folder, 'node_modules')
    if not os.path.exists(link):
        os.symlink(os.path.abspath(modules), link)
    subprocess.run(['node', script, folder, name, out], check=True)


def docx(source, out):
    data = json.load(open(source))
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    p = lambda text, style: f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    body = p(data['title'], 'Title') + ''.join(p(x, 'Normal') for x in data['paragraphs']) + p('SAMPLE DOCUMENT: invented persons, invented court, invented state', 'Normal')
    files = {
        '[Content_Types].xml': '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
        '_rels/.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        'word/_rels/document.xml.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
        'word/styles.xml': f'<?xml version="1.0" encoding="UTF-8"?><w:styles {w}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>',
        'word/document.xml': f'<?xml version="1.0" encoding="UTF-8"?><w:document {w}><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in files.items():
            z.writestr(zipfile.ZipInfo(name, (2018, 1, 30, 0, 0, 0)), text)


def main():
    modules = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for f in os.listdir(HERE):
            shutil.copy(os.path.join(HERE, f), folder)
        typst('judgment.typ', os.path.join(OUT, '01-judgment.pdf'), folder, modules)
        typst('psr.typ', os.path.join(OUT, '02-presentence-report.pdf'), folder, modules)
        typst('progress.typ', os.path.join(folder, 'progress.pdf'), folder, modules)
        subprocess.run(['pdftoppm', '-r', '200', '-gray', '-jpeg', '-jpegopt', 'quality=55', os.path.join(folder, 'progress.pdf'), os.path.join(folder, 'progress')], check=True)
        typst('scan.typ', os.path.join(OUT, '05-progress-report-scan.pdf'), folder, modules)
    docx(os.path.join(HERE, 'petition.json'), os.path.join(OUT, '04-petition.docx'))
    for source, out in (('transcript.txt', '03-trial-transcript.txt'), ('letter.eml', '06-letter-of-her-daughter.eml'), ('article.html', '07-newspaper.html')):
        shutil.copy(os.path.join(HERE, source), os.path.join(OUT, out))


if __name__ == '__main__':
    main()
