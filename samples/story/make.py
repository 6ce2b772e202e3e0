"""Writes codefendants.txt and codefendants.json from one list, so that no quote can differ from its page. Run: python3 samples/story/make.py"""
import json, os

here = os.path.dirname(os.path.abspath(__file__))

# name, role, judgment, counts, quantity, plea or trial, cooperation, term, released. None: the clerk's table leaves it out.
people = [
    ("Roscoe Lattimer", "leader", "May 9, 1997", 3, "2,500 kg", "plea", "yes", "360 months", "May 30, 2014"),
    ("Hugh Ambrose Denning", "manager", "April 18, 1997", 2, "1,200 kg", "jury", "no", "292 months", "March 4, 2016"),
    ("Wendell Osgood", "manager", "June 6, 1997", 1, "900 kg", "plea", "yes", "120 months", "January 12, 2005"),
    ("Ignatius Pomfret", "manager", "May 2, 1997", 2, "900 kg", "plea", "no", "235 months", "October 20, 2013"),
    ("Ezra Kittredge", "average", "April 25, 1997", 2, "450 kg", "jury", "no", "210 months", "July 9, 2011"),
    ("Leopold Varney", "average", "May 16, 1997", 1, "450 kg", "plea", "yes", "84 months", "February 2, 2002"),
    ("Cassius Thornbury", "average", "May 16, 1997", 1, "300 kg", "plea", "no", "188 months", "August 14, 2010"),
    ("Phoebe Larkspur", "minor", "May 23, 1997", 1, "60 kg", "plea", "no", "97 months", "May 21, 2003"),
    ("Abner Quillfeather", "minor", "May 23, 1997", 1, "40 kg", "plea", "yes", "48 months", "April 3, 1999"),
    ("Marguerite Sallow", "minimal", "June 13, 1997", 1, "15 kg", "plea", "no", "60 months", None),
    ("Tobias Wren", "minimal", "June 13, 1997", 1, None, "plea", "no", "36 months", "June 18, 1998"),
]

words = {"plea": "plea of guilty", "jury": "verdict of guilty by a jury"}
lines = [
    "SAMPLE (invented): invented persons, invented court, invented state.",
    "",
    "WESTERN DISTRICT OF ARCADIA",
    "CLERK'S TABLE OF JUDGMENTS",
    "No. 2:95-cr-00417",
    "Made from the docket sheet on May 7, 2018",
    "",
    "Dorothea Maybank; judgment March 21, 1997; 3 counts; verdict of guilty by a jury; cooperation no; term life; in custody.",
]
own = lines[-1]
offers = [{"attribute": "cooperation", "value": "no", "page": 1, "quote": own, "reason": "The clerk's table has it in her row."}]
for name, role, day, counts, weight, by, helped, term, out in people:
    parts = [name, f"judgment {day}", f"role {role}", f"{counts} {'count' if counts == 1 else 'counts'}"]
    if weight:
        parts.append(f"quantity {weight}")
    parts += [words[by], "cooperation yes" if helped == "yes" else "cooperation no", f"term {term}"]
    if out:
        parts.append(f"out {out}")
    row = "; ".join(parts) + "."
    lines.append(row)

    def offer(attribute, value, subject=name):
        offers.append({"attribute": attribute, "value": str(value), "page": 1, "quote": row, "reason": "The clerk's table has it in this person's row.", "subject": subject})

    offer("codefendant.name", name, None)
    offer("offense.role", role)
    offer("sentence.date", day)
    offer("conviction.counts", counts)
    if weight:
        offer("drug.quantity", weight)
    offer("conviction.by", by)
    offer("cooperation", helped)
    offer("sentence.term", term)
    if out:
        offer("release.date", out)

lines.append("")
with open(os.path.join(here, "codefendants.txt"), "w", encoding="utf-8", newline="\n") as out_file:
    out_file.write("\n".join(lines))
with open(os.path.join(here, "codefendants.json"), "w", encoding="utf-8", newline="\n") as out_file:
    out_file.write("[\n" + ",\n".join("  " + json.dumps(o, ensure_ascii=False) for o in offers) + "\n]\n")
