using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// Who took a side, by patterns over the alphabet of <see cref="ClemencyTape"/>: subject, any apposition and auxiliaries, verb, object;
/// the passive; the noun ("at the urging of"); and lists ("supporters, among them").
/// </summary>
internal sealed class ClemencySides(ClemencyFile file)
{
    /// <summary>The subject: a person, what stands between commas behind the name, and auxiliaries and adverbs before the verb.</summary>
    private const string S = @" (?<who>[Pp]\d+)(?: \( [^)]{1,60} \))?(?: who| , who| ,(?: (?!P\d+ )[^ .;]+){1,26}? ,(?: who)?| [-\u2013\u2014] [^.;]{1,100}? [-\u2013\u2014]| , # ,| ,)?" + Aux;

    private const string Aux = @"(?: (?:has|have|had|'s|since|ever|also|then|later|long|first|even|once|just|soon|now|all|both|each|himself|herself|themselves|helped|helping|worked|working|tried|trying|began|started|continued|went|came|spent|years?|months?|decades?|D|#|on D|in D|at D|last [a-z]+|this [a-z]+|[a-z]+ly|to|and|was|is|were|are|been|[a-z]+ed and|set out|vowed|promised))*?";

    /// <summary>Some words within a clause.</summary>
    private static string Gap(int words) => @"(?: [^ .;]+){0," + words + "}?";

    private const string Decider = @"(?:[GgB]|president|governor|board|panel|white house|oval office)(?:'s)?";

    /// <summary>The clemency, or the petitioner's cause.</summary>
    private const string Case = @"(?:(?:[^ .;,]+ ){0,4}?(?:clemency|pardons?|commutations?|commuting|pardoning|reprieve|mercy|leniency|freeing)|(?:[^ .;,]+ ){0,4}?(?:X's|x's|his|her|their|[Pp]\d+'s) (?:[^ .;,]+ ){0,3}?(?:case|cause|file|petitions?|applications?|plea|bid|plight|freedom|release|sentence|story)|(?:both|the|an?) (?:[^ .;,]+ )?(?:petitions?|applications?|case|file)|the (?:case|cause|release|freedom|plight|story) of (?:[^ .;,]+ ){0,3}?[Xx])";

    private const string Mercy = @"(?:pardon|commute|free|release|spare|grant|forgive|springing|spring|pardoning|commuting|freeing|releasing|granting|let|letting|show|reduce|shorten|reducing|shortening|intervene|consider|review|reconsider|give|help|act|sign|approve|exercise|use|look)";

    /// <summary>What shows that the cause is meant: the petitioner, or a word of clemency.</summary>
    private static readonly Regex s_cause = new(@" (?:[Xx](?:'s)?|clemency|pardon\w*|commut\w*|reprieve|mercy|petition|his case|her case|the case|his release|her release|sentences?|prison|the man|the woman|him|her|them) ", RegexOptions.CultureInvariant);

    /// <summary>What turns a plea round: whoever urges to deny is no advocate.</summary>
    private static readonly Regex s_against = new(@" (?:execution|deny|denied|denying|reject|rejected|refuse|against|opposing|oppose|not to|never|turn [^.;]{1,30} down|keep [^.;]{1,20} (?:in|behind|locked)) ", RegexOptions.CultureInvariant);

    /// <summary>The subject of a second verb: "sat down with him and urged".</summary>
    private const string And = @" (?<who>[Pp]\d+)(?: (?!P\d)[^ .;]+){1,16}?(?: and| ,| ;)" + Aux;

    private static readonly Regex[] s_advocates =
    [
        R(And + @" (?:urg|ask|begg?|implor|lobb|petition|press|push|persuad|convinc|plead|pled|encourag|appeal|beseech)[a-z]*" + Gap(6) + " " + Decider + Gap(9) + " (?:to|into|for|that|should|on|about)" + Gap(4) + " " + Mercy + "(?= )" + Gap(6)),
        R(@" (?<who>P\d+)(?:'s)? , whose (?:[^ .;,]+ ){0,3}?(?:petition|campaign|letters?|advocacy|group|organization|film|documentary|foundation|clinic)(?: [^ .;,]+){0,5}? (?:clemency|release|freedom|pardon|commutation|[Xx]|her|his|case)(?= )"),
        R(S + @" (?:led|leads|leading|headed|organized|organised|started|launched|began|mounted|spearheaded|ran|runs|founded|circulated|created|gathered|collected)" + Gap(4) + @" (?:campaign|petition|effort|drive|movement|push|signatures|crusade)"),
        R(S + @" (?:tweeted|posted|spoke|sang|blogged|talked|raised awareness|drew attention)" + Gap(3) + @" (?:about|to) (?:the|his|her|X's|x's|p\d+'s) (?:[a-z]+ )?(?:case|plight|story|sentence|cause)(?= )"),
        R(@" (?:amnesty|clemency|sentencing reform|criminal justice reform|prison reform) (?:campaigner|advocate|activist)s? (?:p\d+ )?(?<who>P\d+)(?!')"),
        R(S + @" (?:made|makes|making|argued|pleaded|pressed) (?:the |her |his |a |an )?(?:[a-z]+ )?(?:case|plea|appeal|pitch) (?:for|on behalf of) (?:[Xx]|her|him|p\d+|" + Case + ")"),
        R(S + @" (?:turned up|appeared|showed up|went|came|flew|travell?ed|visited|walked into)" + Gap(9) + @" (?:to|and) (?:plead|ask|urge|lobby|press|beg|appeal|argue|speak|make the case|advocate)" + Gap(3) + @" (?:for|on behalf of|about) (?:[Xx]|her|him|p\d+|" + Case + ")"),
        R(S + @" lobbied" + Gap(4) + @" for (?:X's|x's|his|her|[Pp]\d+'s|the) (?:[a-z]+ )?(?:release|freedom|pardon|clemency)"),
        R(S + @" (?:urg|ask|begg?|implor|lobb|petition|press|push|persuad|convinc|talk|nagg|plead|pled|encourag|call|wr[io]t|appeal|pray|prevail|request|advis|recommend|entreat|beseech|exhort|nudg|cajol|coax|prod|lean|got|get|tell|told|pitch)[a-z]*" + Gap(6) + " " + Decider + Gap(9) + " (?:to|into|for|that|should|on|about)" + Gap(4) + " " + Mercy + "(?= )" + Gap(6)),
        R(S + @" (?:champion|back|support|endors|sponsor|promot|publici[sz]|embrac|adopt|plead|present|highlight|advanc|pitch|recommend|spearhead|press|urg|seek|sought|request|favou?r)(?:s|ed|es|d|ing|ting)? " + Case),
        R(S + @" (?:took|taken|takes|taking|take)(?: up| on)? (?:[Xx]|" + Case + ")"),
        R(S + @" (?:brought|brings|bring|bringing|took|carried|carry|delivered|handed|put|raised|presented|flagged|placed|showed|hand-delivered|walked|submitted|sent)" + Gap(8) + @" (?:to|before|with|into|in front of|on)" + Gap(3) + " " + Decider),
        R(S + @" (?:brought|brings|drew|called|raised|drawn|bringing|drawing|calling)" + Gap(8) + @" (?:attention|awareness|light|public eye|spotlight)"),
        R(S + @" (?:filed|files|submitted|drafted|prepared|assembled|lodged|helped file|handled)" + Gap(2) + @" (?:petitions?|applications?|clemency|commutation|requests?)"),
        R(S + @" (?:campaign|fought|fight|lobb|push|call|advocat|plead|pled|begg?|pray|ask|appeal|petition|rall|march|press|argu|crusad|agitat|clamou?r|work)[a-z]*" + Gap(6) + " (?:for|on|in|of) (?:" + Case + @"|(?:the |an? )?(?:early )?(?:release|freedom)|(?:x's|X's|his|her|p\d+'s) (?:behalf|defen[cs]e|corner)|behalf of [Xx]|(?:support|favou?r) of (?:[Xx]|" + Case + "))"),
        R(S + @" (?:campaign|fought|fight|lobb|advocat|plead|pled|pray|rall|crusad|vouch)[a-z]*" + Gap(3) + " for [Xx] "),
        R(S + @" (?:spoke|speaks?|speaking|testif|wr[io]t|interven|interced|rall|stood|appear|came|weigh|tweet|post|sign|sent|penn|lobb|argu)[a-z]*" + Gap(9) + @" (?:on (?:X's|x's|his|her|g's|p\d+'s) behalf|on behalf of [Xx]|in (?:support|favou?r) of (?:[Xx]|" + Case + @")|in (?:X's|x's|his|her) (?:support|favou?r|defen[cs]e)|for mercy)"),
        R(S + @" (?:wr[io]t|sen[td]|penn|sign|submitt?|mail|deliver|author)[a-z]*" + Gap(6) + @" (?:letters?|petition|op-ed|brief|memo|appeal|affidavit|missive)" + Gap(8) + @" (?:begging|urging|asking|seeking|supporting|backing|for|requesting|pleading|calling)" + Gap(6) + @" (?:mercy|clemency|leniency|pardon|commutation|release|commute|free|[Xx])"),
        R(S + @" (?:want|wants|wanted|would like|hopes?|hoped)" + Gap(3) + @" (?:[Xx]|him|her)(?:'s sentence|'s)?" + Gap(2) + " (?:pardoned|freed|released|commuted|out|home|to be pardoned|to be freed|to go home)"),
        R(S + @" (?:said|says|wrote|argued|argues|told|tweeted|believes?|believed|thinks?|testified|insisted|insists)" + Gap(18) + @" (?:should|deserves?|deserved|ought to|must|please|has earned|had earned)" + Gap(4) + @" (?:pardon(?:ed)?|freed|free|released|clemency|mercy|commute[d]?|go home|come home|second chance|released)"),
        R(S + @" (?:met|spoke|sat down|meets|meeting|talked|phoned|called|telephoned|visited|buttonholed|approached)" + Gap(3) + " " + Decider + Gap(10) + @" (?:about|to discuss|regarding|to ask|to plead|to urge|to press|to lobby|on behalf)" + Gap(5) + @" (?:[Xx]|clemency|pardon|commut\w+|case|sentence|release)"),
        R(@" (?:clemency|sentencing reform|justice|prison reform|reform|rights|the|longtime|prisoner|an?) (?<who>)(?:advocate|activist|campaigner|champion|supporter) (?<who>P\d+) ,? who" + Gap(14) + @" (?:file|case|[Xx]|clemency|pardon|petition|sentence)"),
        R(S + @"(?: ,)? (?:an? |the |one of |among )(?:[a-z's-]+ ){0,5}?(?:supporters?|advocates?|champions?|backers?|proponents?|boosters?)(?: [pN]\d*)? (?:of|for|behind) (?:[Xx]|" + Case + ")"),
        R(@" (?:x's|X's|his|her) (?:[a-z-]+ ){0,4}?(?:champion|advocate|supporter|backer|ally|benefactor)s?(?: [px]\d*)? ,? ?(?:[a-z-]+ ){0,4}(?<who>P\d+)"),
        R(@" (?<who>P\d+)(?:'s)? (?:[a-z-]+ ){0,2}?(?:campaign|advocacy|lobbying|urging|behest|insistence|intervention|endorsement|crusade|prodding|efforts? (?:for|to|on))"),
    ];

    /// <summary>Patterns whose people stand in a list behind them.</summary>
    private static readonly Regex[] s_advocateLists =
    [
        R(@" (?:whose|X's|x's|his|her|the|X|x)(?: [^ .;]+){0,5}? (?:championed|taken up|supported|backed|endorsed|recommended|promoted|sought|requested|embraced|adopted|publicized|spearheaded|brought|presented|advocated|pushed|urged)" + Gap(8) + @" by(?=[^.;]{0,60} P\d)"),
        R(@" (?:supporters?|advocates?|backers?|allies|champions|proponents|campaigners|celebrities|signatories|boosters|defenders|activists|luminaries)(?: N)?(?: of [^.;,]{1,40})?(?: ,)? (?:among them|including|such as|like|led by|include|included|were|are)(?= )"),
        R(@" (?:thanks to|credit to|credited|spurred by|prompted by|championed by|backed by|supported by|led by|at the (?:urging|behest|request|insistence|prodding|suggestion|recommendation) of|at the personal request of|on the (?:advice|recommendation|urging) of)(?= )"),
        R(@" (?:after|following|amid|by) (?:[^ .;,]+ ){0,4}?(?:urging|lobbying|pleas?|appeals?|campaign|push|pressure|conversations?|calls?|intervention|advocacy|prodding|requests?|letters?) (?:of|by|from|with|led by)(?= )"),
    ];

    private const string Thing = @"(?:decision|move|action|order|announcement|grant|idea|notion|prospect|thought|release|releasing|" + Case + ")";

    private const string Harsh = @"(?:"" )?(?:outrageous|a mistake|wrong|horrifying|an error|injustice|disgrac\w+|shameful|grave mistake|terrible mistake|corrupt\w*|insult\w*|slap in the face|unacceptable|appalling|travesty|unconscionable|dangerous|troubling|despicable|betray\w+|reprehensible|indefensible|disrespect\w*|undermin\w+|mockery|offensive|inexcusable|obscene|disappointing|outrage|horrible|lawless\w*|undeserved|contempt|impunity|affront|stunt|sickening|cronyism|abus\w+|sets? aside|sham|favou?ritism|soft on crime|wrong message|spits?|spit on|tramples?|guest list|reckless|irresponsible|naive|absurd|bad (?:decision|idea|call)|guest-list|celebrity)(?= )";

    private static readonly Regex[] s_opponents =
    [
        R(S + @" (?:oppos|fought|fight|object|condemn|resist|protest|denounc|critici[sz]|blast|slamm?|decr|deplor|assail|attack|balk|ripp?|rebuk|lambast|castigat|excoriat|blister|lament|fault|scold|disagree|challeng|contest|derid|pann|skewer|rail|bristl|recoil|mock|second-guess)[a-z]*" + Gap(6) + " (?:" + Thing + ")(?= )"),
        R(S + @" (?:objected|dissented|balked|demurred|disapproved|opposed|voted no|voted nay|protested|disagreed with)(?= (?:[.,;]|D|strongly|vehemently|loudly|strenuously|fiercely))"),
        R(@" (?:lone|only|sole|dissenting|single|one|#)(?: [^ .;,]+){0,3}? (?:no|vote|dissent|dissenter|nay|holdout|naysayer)(?: vote)?(?: N| p\d+)?(?: against)?" + Gap(4) + @"(?: (?:came from|was|by|cast by|from|,|belonged to|being))(?: [^ .;,]+){0,4}? (?<who>P\d+)"),
        R(S + @" (?:cast|casting|was|registered|provided|delivered)(?: the)? (?:lone|only|sole|dissenting|single)" + Gap(2) + @" (?:no|vote|dissent|dissenter|nay|holdout|opponent)"),
        R(S + @" (?:voted|argued|argues|testified|spoke|speaks|lobbied|campaigned|warned|warns|recommended|advised|counsel\w+|came out|wrote|written|urged|pleaded|editoriali[sz]ed|railed|protested)" + Gap(8) + @" (?:against|to deny|to reject|to turn|to keep|to refuse|not to|to block|to uphold|to leave)" + Gap(10) + @" (?:[Xx](?:'s)?|him|her|clemency|pardon\w*|commut\w+|petition|application|release|releasing|freeing|request|parole|it)(?= )"),
        R(S + @" (?:asked|asking|asks|told|urged|urges|begged|wrote|written|wr[io]t\w+|implored|petitioned|pressed)" + Gap(8) + @" (?:deny|reject|turn [^.;]{1,30} down|refuse|keep [^.;]{1,20} (?:in|behind|locked)|uphold|block|leave [^.;]{1,20} in prison)"),
        R(@" (?<who>[PG]\d*)(?: ,[^.;]{1,100}? ,| ,)?" + Aux + @" (?:rejected|denied|refused|turned down) (?:an?|the|his|her|x's|X's|that) (?:[a-z]+ ){0,3}?(?:application|petition|request|bid|plea|pardon|clemency|commutation)"),
        R(S + @" (?:said|says|insist\w*|maintain\w*|believes?|believed|argued|argues|stands?|stood|told|tells|contend\w*|wrote|still|continues?|warned|added)" + Gap(22) + @" (?:jury got it right|got it right|verdict was right|was guilty|is guilty|stands? by (?:the|his|her|its) (?:verdict|conviction|prosecution|sentence|case|work)|by (?:the|his|her|its|their) (?:verdict|conviction|prosecution)|deserved (?:the|his|her|x's|every|to stay|what)|deserves (?:to (?:stay|die|remain|serve)|his|her|the|every|no)|got what|danger to|menace|belongs? (?:in|behind)|should (?:have )?(?:stay|stayed|remain|remained|die|died|serve|served|be in|be behind|never|not be|not have)|no (?:choirboy|angel|saint|hero)|kingpin|threat to (?:public|society|the))"),
        R(@" (?<who>P\d+)(?: ,[^.;]{1,60})? , whose (?:[a-z]+ )?(?:office|department|agency|union)" + Gap(2) + " (?:fought|opposed|objected|resisted|argued against|contested)"),
        R(S + @"(?: (?:said|says|told [^ ]+|wrote|tweeted))?(?: (?:that|he|she|they|p\d+|x))*(?: (?:was|were|is|are|felt|feels?|am))" + Gap(2) + @" (?:disappointed|dismayed|outraged|saddened|furious|angry|angered|appalled|troubled|disgusted|upset|sickened|heartbroken|alarmed|incensed|livid|unhappy|displeased|betrayed|offended|disturbed|opposed to)(?= )"),
        R(S + @" (?:called|calls|calling|said|says|tweeted|told|wrote|described|describes|labell?ed|branded|deemed|termed|added|denounced|blasted|accused|accuses)(?:" + Gap(14) + @" (?:decision|pardons?|commutations?|clemency|move|release|act|it|[Gg])(?:'s)?)" + Gap(14) + " " + Harsh),
        R(@" (?:over|despite|against|ignoring|overruling|overruled) (?<who>P\d+)'s (?:[a-z]+ ){0,2}(?:objections?|opposition|protests?|warnings?|advice|recommendation|dissent)"),
        R(@" (?<who>P\d+)(?: (?!P\d)[^ .;]+){0,14}? , (?:calling|saying|telling|describing|labell?ing|branding)" + Gap(10) + @" (?:decision|pardons?|commutations?|clemency|move|release|act|it)(?:'s)?" + Gap(10) + @" " + Harsh),
        R(S + @" (?:called|calls|described|describes|labell?ed|branded|deemed|termed)(?: [^ .;,]+){0,3}? (?:decision|move|pardon|commutation|clemency|release|grant|action|it|this)(?: as)? (?:"" )?(?:an? |the )?(?!(?:[a-z-]+ )?(?:long overdue|overdue|victory|triumph|blessing|miracle|relief|step|right|just|justice|fair|good|great|wonderful|historic|courageous|brave|merciful|deserved|act of (?:mercy|grace|courage|justice)|answer|gift from|first|final|rare|unusual|important|beautiful|joyful|moral|humane|compassionate|proof|correct|appropriate|profound|testament|decision|dream|best|happiest)\b)[a-z]"),
        R(@" (?:it|this|that|the (?:decision|move|pardon|commutation|clemency|release))(?:'s)?(?: (?!not )[^ .;]+){0,5}? " + Harsh + @"(?: [^ .;]+){0,14}? , "" (?:said|says|wrote|tweeted|added)(?: [^ .;,]+){0,8}? (?<who>P\d+)(?!')"),
        R(S + @" (?:no kinder|harsher|blunter|angrier|less charitable|unsparing|scathing|unimpressed|unmoved|not pleased|not impressed|critical of)(?= )"),
        R(S + @" (?:said|says|told|tweeted|wrote|added)(?: [^ .;,]+){0,4}? the (?:decision|move|pardon|commutation|clemency) (?:was|is|amounts to|amounted to|sends|sent|sets|set|tells|told|makes a|made a|rewards|rewarded|ignores|ignored|cheapens|cheapened)(?: nothing but| simply)? (?:"" )?(?!(?:an? )?(?:[a-z-]+ )?(?:unusual|rare|first|legal|within|based|made|final|expected|correct|right|just|fair|good|great|wonderful|historic|courageous|brave|merciful|overdue|step|deserved|miracle|blessing|victory|triumph|justice|relief|gift from|answer|conditional|appropriate|warranted|granted|free)\b)(?:an? |nothing|to |out |the )"),
        R(S + @"(?: (?:said|says|told|tweeted|wrote))" + Gap(8) + @" (?:sick|sickened|furious|outraged|appalled|disgusted|angry|stunned|heartbroken|disappointed|dismayed|saddened|ashamed|speechless)(?: about| at| by| that| over| with)?(?= )"),
        R(@" (?<who>P\d+)(?:'s)? , (?:an? |the )?(?:[a-z-]+ ){0,4}(?:critic|opponent|foe|detractor)s? of (?:the )?(?:" + Thing + ")"),
    ];

    private static readonly Regex[] s_opponentLists =
    [
        R(@" (?:critics|opponents|detractors|foes|naysayers)(?: N)?(?: of [^.;,]{1,40})?(?: ,)? (?:among them|including|such as|like|led by|include|included|were|are)(?= )"),
        R(@" (?:drew|drawing|draws|prompted|sparked|met with|brought|faced|earned|provoked|triggered|set off|angered|outraged|infuriated|appalled|incensed|to the dismay of|upset)(?:" + Gap(5) + @" (?:criticism|condemnation|outrage|rebukes?|objections?|backlash|fury|anger|protests?|opposition|ire|scorn)" + Gap(3) + " (?:from|of|by))?(?= )"),
        R(@" (?:over|despite|against|to|amid) (?:the )?(?:[a-z]+ )?(?:objections?|opposition|protests?|warnings?|dismay|chagrin|advice) (?:of|from|by)(?= )"),
        R(@" (?:condemned|criticized|criticised|denounced|opposed|blasted|slammed|decried|assailed|protested|rebuked|fought|contested)" + Gap(3) + @" by(?= )"),
    ];

    private static Regex R(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    public void Read()
    {
        foreach (var line in file.Text.Lines)
        {
            if (ClemencyTape.Of(line, file) is not { } tape)
                continue;
            try
            {
                Read(tape);
            }
            catch (RegexMatchTimeoutException)
            {
                // A sentence on which the patterns lose themselves is left to the other rules.
            }
        }
    }

    private void Read(ClemencyTape tape)
    {
        var text = tape.Text;
        if (!text.Contains(" P", StringComparison.Ordinal) && !text.Contains(" p", StringComparison.Ordinal) && !text.Contains(" G", StringComparison.Ordinal))
            return;
        var near = Nearby(tape.Line);
        if (!tape.Line.EndsWithQuestion)
        {
            foreach (var pattern in s_advocates)
            {
                foreach (Match match in pattern.Matches(text))
                {
                    if (s_against.IsMatch(match.Value + " ") || !s_cause.IsMatch(text) && !near)
                        continue;
                    Side(tape, match, "advocate.name");
                }
            }
            if (near || s_cause.IsMatch(text))
            {
                foreach (var pattern in s_advocateLists)
                    Lists(tape, pattern, "advocate.name");
            }
        }
        if (!near)
            return;
        foreach (var pattern in s_opponents)
        {
            foreach (Match match in pattern.Matches(text))
                Side(tape, match, "opponent.name");
        }
        foreach (var pattern in s_opponentLists)
            Lists(tape, pattern, "opponent.name");
    }

    /// <summary>Whether clemency is the topic here: an act or a word of it within a few sentences.</summary>
    private bool Nearby(Line line) => file.Entries.Count > 0 || file.Sheet.Has("clemency.grantor") || file.Sheet.Has("clemency.form") || file.Sheet.Has("clemency.status") || file.Acts.Any(a => Math.Abs(a.Line.Index - line.Index) < 14);

    private void Side(ClemencyTape tape, Match match, string attribute)
    {
        var at = match.Groups["who"].Captures.Count > 0 ? match.Groups["who"].Captures[^1] : null;
        // "the Rev. Roe of Bethel took up her cause": what stands behind "of" did not.
        if (at is null || at.Length == 0 || tape.Text.AsSpan(0, at.Index).EndsWith(" of ") || tape.Who(at.Index) is not { } who)
            return;
        var (start, end) = tape.Span(match);
        Told(tape, attribute, who, start, end);
        // "singer A, actor B and C called": those listed before the subject.
        if (match.Index == at.Index - 1)
        {
            foreach (var also in Before(tape, at.Index))
                Told(tape, attribute, also, start, end);
        }
    }

    private void Told(ClemencyTape tape, string attribute, Entity who, int start, int end)
    {
        if (who.Kind != EntityKind.Person && !(who.Kind == EntityKind.Unknown && RegisterNames.IsName(who.Name)) || who.IsPlural || file.IsPetitioner(who) || file.Acts.Any(a => a.Grantor == who && a.Stage == Stage.Granted))
            return;
        if (attribute == "advocate.name" && ClemencyActs.MayGrant(who))
            return;
        // The longest passages would stretch over a whole paragraph.
        if (end - start > 380)
            end = start + 380;
        file.Sheet.Add(attribute, who.Name, file.Sheet.SubjectOf(file.PetitionerAt(tape.Line, start)), start, end,
            attribute == "advocate.name" ? $"{who.Name} sought or backed the clemency." : $"{who.Name} opposed or condemned the clemency.", Confidence.Resolved);
    }

    private static IEnumerable<Entity> Before(ClemencyTape tape, int at)
    {
        foreach (Match match in s_before.Matches(tape.Text[..at]))
        {
            foreach (Capture one in match.Groups["who"].Captures)
            {
                if (tape.Who(one.Index) is { } who)
                    yield return who;
            }
        }
    }

    private static readonly Regex s_before = R(@" (?:(?<who>P\d+)(?: ,(?: and)?| and)(?: [a-z-]+){0,4}? )+\z");

    private void Lists(ClemencyTape tape, Regex pattern, string attribute)
    {
        foreach (Match match in pattern.Matches(tape.Text))
        {
            var people = s_list.Match(tape.Text, match.Index + match.Length);
            if (!people.Success)
                continue;
            foreach (Capture one in people.Groups["who"].Captures)
            {
                if (tape.Who(one.Index) is not { } who)
                    continue;
                var (start, _) = tape.Span(match);
                var (_, end) = tape.Span(one);
                Told(tape, attribute, who, start, end);
            }
        }
    }

    /// <summary>"A, the actress B and C": names with a few words of their own before each.</summary>
    private static readonly Regex s_list = R(@"\G(?: (?!who|after|because|when|which|that|said|to )[a-zNI'-]+){0,6}? (?<who>P\d+)(?:(?: ,(?: and)?| and)(?: (?!who|after|because|when|which|that|said|was|were|had|has|is )[a-z'-]+){0,6}? (?<who>P\d+))*");
}
