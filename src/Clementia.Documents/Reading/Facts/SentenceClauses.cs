using System.Globalization;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// Facts on crime and punishment by patterns over the clauses of <see cref="SentenceTape"/>: what the petitioner did, got, served and was, in the
/// plain verbs in which people tell it ("did six years", "drew a life term", "at 19 held up a store"), over any apposition and any adverbs.
/// </summary>
internal sealed class SentenceClauses(SentenceCase about)
{
    /// <summary>Auxiliaries, adverbs and times between a subject and its verb.</summary>
    private const string Aux = @"(?: (?:has|have|had|was|were|is|been|be|being|'s|since|also|already|then|now|later|would|will|himself|herself|just|only|still|never|once|there|soon|first|[a-z]+ly|D|in D|on D|by then|so far|all told|by now|in all|in the end|at the time|as of D|who|,))*";

    /// <summary>The petitioner as subject, whatever stands between commas behind the name.</summary>
    private const string S = @" (?<who>[Xx])(?!')(?: \( [^)]{1,30} \))?(?: , (?:(?!\bwho\b)[^.;]){1,90}? ,)?" + Aux;

    private const string Term = @"(?<t>T|L|K)";

    /// <summary>What makes a length of time something else than prison.</summary>
    private const string NoTerm = @"(?! (?:of (?:supervised|probation|parole|home|community|post|experience|service|age)|'? ?(?:supervised|probation|parole|suspended|old|ago|later|earlier|off|older|younger|before|experience|apart)|(?:-|\u2013) old))";

    private const string Prison = @"(?:row|prison|bars|jail|custody|penitentiary|lockup|cell|cells|locked|inside|incarcerated|imprisoned|imprisonment|incarceration|correctional|inmate|sentence|term|convicted|conviction|time|warden|captivity|solitary|confinement)";

    private const string Crime = @"(?:held up|robbed|shot|killed|kills|kill|stabbed|strangled|beat|sold|stole|smuggled|torched|set fire|burned|broke into|burglarized|carried|drove|helped|hauled|leaked|passed|gave|handed|hired|fired|took part|committed|conspired|joined in|fell in|ran|laundered|embezzled|defrauded|murdered|carjacked|kidnapped|dealt|cooked|moved|forged|bribed|lied|hacked|pulled the trigger|pulled a|was caught|got caught|was arrested|was busted|was charged|was convicted|was found guilty|pleaded guilty|picked up|stood lookout)";

    private const string Punished = @"(?:sentenced|sent (?:away|to prison|off|up)|went (?:in|away|inside|to prison)|locked (?:up|away)|put away|imprisoned|incarcerated|jailed|took (?:you|me|him|her|x|X) away|taken away|entered (?:prison|the system)|walked in(?:to)?|came in|got here|was given|began (?:serving|his|her|x's|X's)|started serving|judge|gavel|reported to|surrendered)";

    private const string Guilt = @"(?:convicted|guilty|verdicts?|convicting|convictions?|pleaded|pled|plea)";

    private const string Deed = @"(?:robbery|robberies|stick - up|stickup|holdup|heist|killing|slaying|murder|murders|shooting|stabbing|burglary|arson|carjacking|kidnapping|assault|bombing|theft|fraud|break - in|beating|death|drive - by|crime|offense|attack|deal|bust|conspiracy|strangling|crash|fire)";

    private static Regex R(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    // ---- how long ----

    /// <summary>The petitioner as subject of a second verb: "Doe, who lied and did eight months".</summary>
    private const string And = @"(?<!(?:against|with|to|for|of|by|on|from|told|about|and)) (?<who>[Xx])(?!')(?: (?!P |J |N |p )[^ .;]+){1,24}? (?:and|then|before)(?: (?:then|later|has|had|who|also|eventually))*";

    private static readonly Regex[] s_served =
    [
        R(And + @" (?:served|did)(?: (?:out|some|about|roughly|all of|a full|nearly|almost|more than|just))* (?<t>T)" + NoTerm + @"(?! (?:in the (?:army|navy|marines?|senate|house|legislature|air force|military|guard|state)|as (?:a|an|the)|sentence|term|for))"),
        R(S + @" (?:served|did|done)(?: (?:out|up|some|about|roughly|all of|a total of|a full|hard|the|at least|more than|nearly|almost|over))*? (?<t>T)" + NoTerm + @"(?! (?:in the (?:army|navy|marines?|marine corps|senate|house|legislature|air force|military|guard|state)|on the|as (?:a|an|the|mayor|governor)|sentence|term|sentences|stretch|bid|hitch|in office|in congress|for))"),
        R(S + @" (?:served|did|done)(?: (?:about|roughly|nearly|almost|more than))* (?<t>T) for (?!the (?:army|navy|state))"),
        R(S + @" (?:put in|logged|completed|pulled|clocked|spent|sat|lost|endured|survived|languished|marked|passed|wasted|waited)(?: (?!T|L|K)[^ .;]+){0,5}? (?<!of (?:his|her|their|x's|X's) )(?<t>T)" + NoTerm + @"(?=[^.;]* " + Prison + @" )(?! (?:sentence|sentences|term|stretch|bid|hitch|trying|campaigning|lobbying|fighting|working|teaching|writing|pushing|raising))"),
        R(S + @" (?:put in|logged|completed|pulled|clocked) (?<t>T)" + NoTerm + @"(?= (?:[.,;]|at|in|before|and|of|on|behind))"),
        R(S + @" (?:behind bars|in (?:a )?(?:federal |state )?(?:prison|custody|jail|lockup|cell|penitentiary)|locked up|locked away|inside|incarcerated|imprisoned|jailed|caged|held|away|in|gone|down|down there|in there|up there)(?: (?:in|at) [^.;,]{1,40}?)?(?: now)?(?: for)?(?: (?:about|the last|the past|going on|nearly))? (?<t>T)(?= (?:[.,;]|and|when|by|on|for|before|now|over|as|because|in|at|since|without))"),
        R(@" whose (?<t>T) (?:in|behind|inside)(?: [^ .;]+){0,3}? (?:prison|bars|cell|custody|penitentiary)"),
        R(@" (?<t>T) into (?:a|an|his|her|x's|X's|what|that|the) (?:[^ .;]+ ){0,4}?(?:sentence|term|T|L|stretch)"),
        R(@" after (?:serving |spending |doing |having served |having done |completing )?(?:about |nearly |more than |almost |just )?(?<t>T) (?:in (?:a |the )?(?:federal |state )?(?:prison|jail|custody|cell|penitentiary)|behind bars|inside|of (?:incarceration|imprisonment|captivity|confinement|prison)|locked up|of (?:a|an|his|her|x's|X's) (?:[^ .;]+ ){0,2}?(?:T|L|sentence|term))"),
        R(@" (?:served|done|did|serving|completed|into|through) (?<t>T) of (?:a|an|the|those|that|his|her|x's|X's|what was to be) (?:[^ .;]+ ){0,4}?(?:T|L|#|sentence|term)"),
    ];

    private static readonly Regex[] s_terms =
    [
        R(And + @" (?:was |were )?(?:given|handed|sentenced to|got|drew|received)(?: a| an)?(?: (?!T|L|K|P|J|D)[a-z-]+){0,2}? " + Term + NoTerm + @"(?= (?:by|in|for|[.,;]|and|at|sentence|term|behind|without))"),
        R(@" (?:gave|handed|dealt|slapped|hit|socked|saddled|given) (?<who>[Xx])(?: with)?(?: down)?(?: (?:a|an|the|what amounted to|the maximum ,|the maximum :|the max ,))?(?: (?!T|L|K|P|J|D)[a-z-]+){0,3}? " + Term + NoTerm),
        R(@" (?:J|judge|court|jury|bench)(?: [^ .;]+){0,8}? (?:gave|handed|had given|had handed|dealt|sentenced) (?<who>[Xx])(?: to)? (?<t>#)(?= (?:[.,;]|in prison|behind bars|to serve))"),
        R(S + @" (?:got|gets|drew|drawn|received|caught|landed|earned|pulled|given|handed|dealt|got hit with|slapped with|hit with)(?: back| down| a| an| the)*(?: (?!T|L|K|P|J|D)[a-z-]+){0,3}? " + Term + NoTerm + @"(?! (?:to (?!serve|life|be served)|with|as|of (?!prison|imprisonment|incarceration|hard)))"),
        R(@" (?:the |those |that |of )" + Term + @"(?: (?:sentence|term|stretch|bid|hitch|in prison))? (?:that |which )?(?<who>[Xx]) (?:got|received|drew|had (?:gotten|received|drawn|been given|been handed)|was (?:given|handed|sentenced to|serving|dealt|doing)|is (?:serving|doing))"),
        R(@" (?<who>[Xx])'s (?:(?!T|L|K|P|J|D|after|for|before|over|in|of|with)[^ .;,]+ ){0,3}?" + Term + @"(?= (?:sentence|term|stretch|bid|hitch|prison|in prison|behind|federal|state|penalty))"),
        R(S + @" (?:doing|serving|pulling|working off|finishing|in for|up for|facing down|finishing up)(?: (?!T|L|K|P|J|D|out)[a-z-]+){0,3}? " + Term + @"(?! (?:of (?:a|an|his|her|that|the|x's)|when|by then|so far|and counting|already|at the time))" + NoTerm),
        R(S + @" (?:sent|shipped|packed|hauled|carted|put)(?: away| off| up| inside)?(?: to [^.;,]{1,40}?)? for " + Term + NoTerm),
        R(@" (?:served|did|done|serving|completed|into) T of (?:a|an|the|those|his|her|x's|X's|that) (?:(?!T|L|P|J|D)[^ .;]+ ){0,3}?(?<t>T|L)"),
        R(@" (?:J|judge|court|jury|jurors|bench)(?: [^ .;]+){0,12}? (?:ordered|imposed|decreed|pronounced|settled on|went with|opted for|chose)(?: (?:a|an|the))?(?: (?:mandatory|sentence of|term of))* " + Term + @"(?= (?:in|without|with|behind|instead|and|[.,;]))" + NoTerm),
        R(@" (?:down|ordered|imposed|imposing) (?:a|an|the) (?:(?!T|L|K|P|J|D)[a-z-]+ ){0,2}?" + Term + @"(?= (?:sentence|term|,|\.))"),
        R(@" (?:sentenced|condemned) (?:[^ .;]+ ){0,2}?to (?:serve )?(?:a |an |at least )?(?:(?!T|L|K|P|J|D)[a-z-]+ ){0,3}?" + Term + @"(?= (?:at hard labor|in|of|[.,;]|for|on|and|behind|without|plus))" + NoTerm),
        R(@" (?:(?:the |a )?sentence|punishment|term)(?: (?:was|:|imposed was|came to|handed down was|she got was|he got was))+ (?:a |an )?" + Term + NoTerm),
    ];

    private static readonly Regex[] s_paroleMinimum =
    [
        R(@" parole(?: eligibility)? (?:for|until|before)(?: (?:x|X|at least|the first|a minimum of|had|has|have|served|serving|serves|done|completed|serve))* (?<t>T)"),
        R(@" (?:serve|do|complete|put in|serving|spend|served)(?: (?:at least|a minimum of|no less than|not less than|the first|a mandatory|a full))* (?<t>T)(?: (?!T)[^ .;]+){0,5}? (?:before|until|to be|in order to) (?:[^ .;]+ ){0,8}?(?:parole|eligible|ask|apply|board|considered|hearing|heard|hear)"),
        R(@" (?:a|the) minimum (?:of|term of|sentence of) (?<t>T)(?=[^.;]* (?:parole|release|board))"),
        R(@" (?<t>T)(?: [^ .;]+){0,4}? (?:before|until) (?:[^ .;]+ ){0,7}?(?:parole|parole - eligible|(?:anyone|anybody|board|panel) (?:would|could|can|will) (?:hear|see|listen)|hear (?:x|X)|parole board)"),
        R(@" (?:eligible|considered|up|possible|possibility|chance|shot)(?: for| of| at)? parole (?:only )?(?:after|in|once x (?:had|has) served|following)(?: (?:serving|at least|about|x|X|had|has|served))* (?<t>T)"),
        R(@" parole(?: [^ .;]+){0,4}? after (?:serving |at least )?(?<t>T)"),
    ];

    // ---- ages ----

    private static readonly Regex[] s_offenseAge =
    [
        R(@" who(?: ,)? at (?:just |only |barely |age |the age of )*(?<n>#)(?: years old)?(?: ,)? (?:[a-z]+ly )?" + Crime + @"(?= )"),
        R(@" (?<who>[Xx])(?: ,)?(?: who)?(?: ,)? at (?:just |only |barely |age |the age of |the tender age of )*(?<n>#)(?: years old)?(?: ,)? (?:[a-z]+ly )?" + Crime + @"(?= )"),
        R(@" (?:charged|arrested|indicted|convicted|caught|busted|picked up|nabbed|pleaded guilty|found guilty) (?:in D )?at (?:just |only |barely |age |the age of |the tender age of )*(?<n>#)(?! (?:counts?|p|a))"),
        R(@" (?<who>[Xx])(?: ,[^.;]{1,60}? ,)?(?: who)? was(?: (?:just|only|barely|then|still|about|all of|a|not yet|himself|herself|hardly))* (?<n>#)(?: years old| years of age)?(?: ,| and [^.;,]{1,40}?)? (?:when|the (?:day|night|year|summer|morning|afternoon|winter)(?: that)?|on the (?:day|night)|at the time(?: of| x| when)?|as) (?:[^ .;]+ ){0,9}?(?:" + Crime + "|" + Deed + "|this happened|it happened|that happened)(?= )"),
        R(@" (?<who>[Xx]) was(?: (?:just|only|barely|then|still|all of|hardly))* (?<n>#)(?: years old)? at the time of (?:the|his|her|x's|X's) "),
        R(@" (?:though|although|even though|while|because) (?<who>[Xx]) was(?: (?:just|only|barely|then|still|all of|hardly))+ (?<n>#)(?= )"),
        R(@" (?<who>[Xx]) ,(?: who was)?(?: then| just| only)+ (?:aged? )?(?<n>#)(?: ,| when| at)(?=[^.;]* (?:" + Crime + "|" + Deed + ") )"),
        R(@" (?<who>[Xx]) , who was (?<n>#) (?:when|at the time)(?! (?:of )?(?:the )?(?:sentenc|pardon|commut))(?!(?: [^ .;,]+){0,6}? (?:signed|pardon\w*|commut\w*|freed|released|granted|president|governor|clemency|sentenced|sent|died))"),
        R(@" at (?:just |only |barely |age |the age of )*(?<n>#) ,(?: (?!P|N|J)[^ .;,]+){0,2} (?<who>[Xx])(?: [^ .;]+){0,3}? " + Crime + @"(?= )"),
        R(@" (?:crimes?|offenses?|murder|robbery|killing|burglary) (?:[^ .;,]+ ){0,5}?(?:x|X) (?:committed|did|pulled|carried out)(?: [^ .;]+){0,3}? (?:at|at age|as an?|when x was) (?:just |only )?(?<n>#)"),
    ];

    private static readonly Regex[] s_sentenceAge =
    [
        R(@" (?:sentenced|sentencing|gave|imprisoned|jailed|sent) (?<who>[Xx])(?!') ,(?: then| only| just| who was)* (?<n>#) ,"),
        R(@" (?<who>[Xx]|you) (?:was|were)(?: (?:just|only|barely|then|still|about|all of|a))* (?<n>#)(?: years old)?(?: ,)? (?:when|the (?:day|year)(?: that)?|at (?:the time of )?) ?(?:[^ .;]+ ){0,6}?" + Punished + @"(?= )"),
        R(@" (?:sentenced|imprisoned|incarcerated|sent (?:away|to prison|up)|locked (?:up|away)|put away|went (?:in|away|inside|to prison)|entered prison|jailed) (?:in D )?at (?:just |only |barely |age |the age of |the tender age of )*(?<n>#)"),
        R(@" (?<who>[Xx]) (?:went|walked|came|entered)(?: (?:in|inside|to prison|into prison|prison|away))+ (?:at|a|at age) (?<n>#)"),
    ];

    private static readonly Regex[] s_age =
    [
        R(@" (?<who>[Xx]) ,? ?(?:is|now|'s|who is|turned|turns|will turn)(?: (?:now|just|currently|already|a))* (?<n>#)(?= (?:[.,;!]|now|years|and|today|last|this))(?! - )"),
        R(@" now (?:a )?(?<n>#)(?: years old)? ,? ?(?<who>[Xx]) "),
        R(@" (?:the )?(?<n>#) - year - old (?:(?!who|was|he|she|called|and)[a-z'-]+ ){0,5}?(?<who>X)(?! ,? ?(?:was|who was) (?:killed|shot))(?! - )"),
        R(@" (?<who>X) , (?:an? |the |now an? )?(?:now )?(?<n>#) - year - old "),
        R(@" (?<who>X) , (?:now )?(?<n>#)(?= , )"),
        R(@" (?<who>X) \( (?<n>#) \)"),
        R(@" (?<who>X)(?: ,)? (?:aged?|now aged?) (?<n>#)(?= (?:[.,;]|of|from|who|was|is|has))"),
    ];

    // ---- counts ----

    private static readonly Regex s_guiltyCounts = R(" " + Guilt + @"(?: (?!acquitted|charged|cleared)[^ .;]+){0,7}? (?:of|to|on|for|in)? ?(?:all |each of |both |the |another )*(?<n>#)(?: of (?:the |x's |X's |those )?(?<n2>#))?(?: (?!count)[a-z-]+){0,4}? (?:counts?|charges|felonies|offenses|felony counts)(?= )");

    private static readonly Regex s_chargedCounts = R(@" (?:charged|charging|indicted|indictment|accused|faced|facing|arraigned|charges)(?: (?!guilty|convicted)[^ .;]+){0,6}? (?<n>#)(?: (?!count)[a-z-]+){0,3}? (?:counts?|charges|felonies)(?= )| (?<n>#) - count (?:[a-z]+ )?(?:federal )?indictment");

    private static readonly Regex[] s_others =
    [
        R(@" (?:with|alongside|along with|together with|beside) (?:the help of |his |her |x's |X's )?(?<n>#)(?: (?:other|of x's|of his|of her|fellow|older|younger|alleged))*(?: [a-z]+)? (?:friends|others|accomplices|co - defendants|co - conspirators|codefendants|coconspirators|confederates|associates|companions|partners|cousins|brothers|teenagers|teens|boys|buddies|relatives|employees)(?= )"),
        R(@" (?<n>#) (?:other |older |younger |fellow |more )+(?:men|women|boys|girls|people|teenagers|teens|youths|defendants|suspects|officers|agents)(?: [^ .;]+){0,3}? (?:who (?:were with|took part|joined|helped|rode)|(?:were|was) (?:also )?(?:charged|convicted|arrested|indicted|involved|tried|sentenced|implicated))"),
        R(@" (?<n>#) (?:of (?:his|her|x's|X's|the) )?(?:other )?(?:accomplices|co - defendants|co - conspirators|codefendants|coconspirators|confederates|fellow defendants|alleged accomplices)(?= )"),
    ];

    // ---- the rest ----

    private static readonly Regex s_tried = R(@" (?:(?:tried|charged|prosecuted|convicted|sentenced|treated|indicted|certified|arraigned|handled|try|charge|trying|charging)(?: [Xx]| the (?:boy|girl|teen|teenager))?(?: [a-z]+ly)? as (?:an? |if x were an? |though x were an? )?(?:(?<adult>adults?|grown - up|grownup|grown man|grown woman|man)|(?<juvenile>juvenile|child|minor|youth))|(?:in|to|into) (?<adult>adult) (?:criminal )?(?:court|system)|(?:tried|prosecuted|convicted|adjudicated|charged)(?: [^ .;]+){0,3}? in (?<juvenile>juvenile) court)(?= )");

    private static readonly Regex[] s_judge =
    [
        R(@" (?<j>J) ?,?(?: (?:an? |who )?[^.;]{0,60}? ,)?" + Aux + @" (?:gave|handed|had given|had handed|sentenced|sentencing|ordered|imposed|dealt|meted out|pronounced|threw the book|locked|put|sent|called the (?:sentence|term)|told x at (?:the )?sentencing|told x at the sentencing|lamented)(?= )"),
        R(@" (?:sentenced|handed down|imposed|given|meted out|sentence|term|tried|presided over|ordered)(?: [^ .;]+){0,12}? (?:by|before|from|under|in front of) (?:[a-z.]+ ){0,6}?(?<j>J)(?!')"),
        R(@" (?:judge|justice) J , (?<j>[PJ]) , (?:[^ .;]+ ){0,8}?(?:gave|said|sentenced|told|imposed|had no|called|handed)"),
        R(@" sentencing judge(?: J)?(?: ,| was| :)? (?<j>[PJ])(?= )"),
        R(@" (?<j>J) presid(?:ed|ing)(?= )"),
        R(@" (?<j>J)'s (?:sentence|courtroom|hands)(?= )"),
    ];

    private static readonly Regex[] s_victim =
    [
        R(@" (?:killed|murdered|stabbed|strangled|bludgeoned|beat|poisoned|shot|robbed|executed|slain|slew|kill|murder|shoot|killing|murdering|shooting|stabbing|strangling|robbing|beating|kidnapping|kidnapped|gunned down|gunning down|ran over|attacked|ambushed|ambushing|striking|struck|bludgeoning)(?: (?:to death|and killed|and killing|fatally|dead|down))*(?: (?:at|the|a|an|his|her|x's|their|X's|to death))*(?: (?!P|J|D|T|L|in|by|for|with|after|when|who|where|while|during|because|as|and|before)[a-z0-9#-]+){0,6}?(?: ,)? (?<v>P)(?!')"),
        R(@" (?:killing|slaying|murder|murders|death|deaths|shooting|stabbing|strangulation|beating|kidnapping|rape|robbery|assault|homicide|manslaughter|shooting death|stabbing death|execution)s? of (?:(?:the|a|an|his|her|x's|X's|their) )*(?:(?!P|J|D|T|L|in|by|for|with|after|when|who|where|while|during)[a-z0-9#-]+ ){0,6}?(?:, )?(?<v>P)(?!')"),
        R(@" (?:victim|man who died|dead man|slain [a-z]+)(?: p| x)? ,(?: (?!P)[^ .;]+){0,4}? (?<v>P) ,"),
        R(@" (?<v>P)'s (?:murder|killing|death|slaying|killer)(?= )"),
        R(@" left (?:[^ .;]+ ){0,5}?(?<v>P) (?:dead|dying|mortally|bleeding)"),
    ];

    private static readonly Regex[] s_sentenceYear =
    [
        R(@" (?:sentenced|resentenced|sent away|handed down|imposed)(?: (?!convicted|D)[^ .;]+){0,14}? (?:in|on|of|late in|early in) (?<d>D)"),
        R(@" (?:drew|got|received|given|handed|gave)(?: (?!D|served)[^ .;]+){0,3}? (?:T|L|K)(?: (?!D|served|since)[^ .;]+){0,4}? in (?<d>D)"),
    ];

    private static readonly Regex[] s_convictionYear =
    [
        R(@" (?:jury|jurors|panel|court)(?: [^ .;]+){0,4}?(?: ,)? in (?<d>D)(?: ,)? (?:[^ .;]+ ){0,2}?(?:returned|found|convicted|delivered)(?=[^.;]* (?:guilty|convicted) )"),
        R(@" (?:jury|jurors|panel) (?:[^ .;]+ ){0,8}?(?:convicted|guilty)(?: (?!D|sentenced|T|L)[^ .;]+){0,12}? in (?<d>D)"),
        R(@" (?:pleaded|pled|pleading) (?:guilty|no contest|nolo)(?: (?!D|sentenced|T|L)[^ .;]+){0,14}? in (?<d>D)"),
        R(@" (?<d>D) (?:[a-z-]+ ){0,4}?conviction(?= )"),
    ];

    private static readonly Regex s_offenseYear = R(@" (?<d>D)(?: (?!D|T|L|P|N)[a-z-]+){0,4}? " + Deed + @"(?= )| " + Deed + @"(?: of [^.;,]{1,40}?)? in (?<d>D)(?= )");

    private static readonly Regex s_deedYear = R(@" (?:killed|shot|robbed|stabbed|murdered|strangled|held up|gunned down|beat)(?: (?!D|T|L|when|after)[^ .;]+){1,12}?(?: ,)? (?:on|in|early on|late on) (?<d>D)(?= )");

    private static readonly Regex s_instead = R(@" (?:will|to|can|could|may|would|should|expected|scheduled|set)(?: (?!D)[^ .;]+){0,3}? (?:leave|leaves|walk|released|freed|out|home|free|go)(?: (?!D)[^ .;]+){0,7}? (?:on |by |in )?(?<d>D)(?: (?:,|and))?(?: (?:instead of|rather than|not)) (?:in |until |on )?(?<d2>D)");

    private static readonly Regex s_eligible = R(@" eligible for (?:release|parole)(?: (?!D|until|after|before)[^ .;]+){0,5}? on (?<d>D)(?= )");

    private static readonly Regex[] s_place =
    [
        R(@" (?:walked out of|walks out of|walk out of|stepped out of|freed from|released from|released by|let out of|housed (?:at|in)|held (?:at|in)|prisoner (?:at|in)|inmate (?:at|in)|behind bars (?:at|in)|locked up (?:at|in)|incarcerated (?:at|in)|imprisoned (?:at|in)|confined (?:at|in)|transferred to|shipped to|years (?:at|in)|T (?:at|in)|time (?:at|in)|report(?:ed)? to|surrender(?:ed)? (?:at|to)|left|leave|leaves|leaving|cell (?:at|in)|infirmary (?:at|in)|death row (?:at|in)|(?:prison|penitentiary|lockup) (?:p )?(?:camp )?(?:at|near)|a (?:federal |prison |minimum - security )*camp (?:at|in|near)|phone from|sits in|sat in|inside|sent to|serving (?:his|her|x's|X's|T|L)(?: (?:time|sentence|term))? (?:at|in)|still (?:at|in)|sentence (?:at|in)|from inside)(?<at> the)?(?= )"),
    ];

    private const string Dope = @"(?:drugs?|dope|pills|cocaine|crack|heroin|meth|methamphetamine|marijuana|pot|weed|cannabis|opioids|oxycodone|fentanyl|narcotics|kilos?)";

    /// <summary>Crimes told as deeds of the petitioner, without the name that the law gives them.</summary>
    private static readonly (string Kind, Regex Pattern)[] s_deeds =
    [
        ("robbery", R(@" (?:held up|holding up|stuck up|knocked over|robbed|robbing|robs) (?:a|an|the|two|#|three|several|P|N|p)(?= )| (?:stickup|stick - up|holdup|hold - up|heist)(?= )")),
        ("murder", R(@" (?:killed|murdered|strangled|shot and killed|shooting and killing|stabbed to death|beat to death|shot dead|fatally shot|fatally stabbed|gunned down|bludgeoned)(?= )(?! (?:in action|himself|herself|time|by))| (?:hired|paid) (?:a |an )?(?:hit ?man|hitman|killer|man to kill)(?= )|(?<= (?:her|his|x's|X's|the)(?: [a-z]+)?) (?:slaying|killing) of")),
        ("drug", R(@" (?:sold|sell|selling|dealt|dealing|peddled|peddling|moved|moving|ran|running|hauled|hauling|stored|storing|store|delivered|smuggled|smuggling|mailing|mailed|grew|growing|cooked|cooking)(?: (?!P|J|where|website|that|when|who|which)[^ .;]+){0,4}? " + Dope + @"(?= )| (?:grow houses?|grow house|crack house|meth lab)(?= )| (?:cousin|boyfriend|husband|brother|son|friend|roommate)'? ?'?s " + Dope + @"(?= )")),
        ("corruption", R(@" (?:took|taking|accepted|accepting|pocketed|pocketing|solicited|demanded|demanding|extorted|extorting|collected|shaking down|shook down|paid|paying|offered|offering)(?: (?!P|J)[^ .;]+){0,4}? (?:bribes?|kickbacks?|payoffs?|envelopes)(?= )| on the take(?= )| (?:kickbacks|payoffs)(?= )")),
        ("leak", R(@" (?:leaked|leaking|leaks|passed|passing|handed|handing|gave|giving|copied|sent|slipped|slipping|disclosed|exposing|exposed)(?: (?!J)[^ .;]+){0,6}? (?:classified|secret|top - secret|files|cables|documents|records|secrets|footage)(?: [^ .;]+){0,5}? (?:to|with)(?: [^ .;]+){0,4}? (?:website|reporters?|newspapers?|journalists?|press|magazine|outlet|media|activists?|wikileaks)(?= )| (?:leaker|whistleblower|whistle - blower)(?= )")),
        ("espionage", R(@" (?:spied|spying|spy|spies) (?:for|on behalf)(?= )| (?:convicted|accused|guilty)(?: [^ .;]+){0,3}? (?:spy|spying)(?= )| (?:sold|passed|passing|selling|handed)(?: [^ .;]+){0,4}? secrets to(?= )(?! (?:a |the )?(?:website|reporter|newspaper|press))")),
        ("health-care-fraud", R(@" (?:billed|billing|bilked|bilking|cheated|cheating|defrauded|defrauding|overbilled)(?: [^ .;]+){0,3}? (?:medicare|medicaid|tricare|insurers)(?= )")),
        ("election-fraud", R(@" (?:voted|voting|vote) (?:twice|illegally|in two states|in # states|more than once)(?= )| (?:double voting|double - voting)(?= )| (?:cast|casting) (?:two|#|multiple) (?:ballots|votes)(?= )| (?:stuffed|stuffing) (?:the )?ballot")),
        ("money-laundering", R(@" (?:washing|washed|cleaned|cleaning|laundered|laundering)(?: [^ .;]+){0,3}? (?:proceeds|money|cash|profits)(?= )")),
        ("false-statements", R(@" (?:lied|lying|lie) to (?:the )?(?:fbi|f\.b\.i|feds|agents|federal agents|investigators|congress|I|a federal agent|N)(?= )")),
    ];

    /// <summary>A deed is the petitioner's crime where the text speaks of a conviction and the clause has the petitioner for its subject.</summary>
    private void Deeds(SentenceTape tape, SentenceScene scene, bool mine)
    {
        var text = tape.Text;
        foreach (var (kind, pattern) in s_deeds)
        {
            foreach (Match match in pattern.Matches(text))
            {
                var before = text[..(match.Index + 1)];
                var x = Math.Max(before.LastIndexOf(" X ", StringComparison.Ordinal), before.LastIndexOf(" x ", StringComparison.Ordinal));
                var own = Math.Max(before.LastIndexOf(" X's ", StringComparison.Ordinal), before.LastIndexOf(" x's ", StringComparison.Ordinal));
                var other = s_subjects.Matches(before).LastOrDefault()?.Index ?? -1;
                var deed = match.Value[1..].Split(' ')[0];
                var noun = deed is "stickup" or "holdup" or "heist" or "stick" or "hold" or "grow" or "crack" or "meth" or "leaker" or "whistleblower" or "whistle" or "kickbacks" or "payoffs" or "double";
                // "she and an older cousin robbed": both did it.
                if (other > x && x >= 0 && s_joined.IsMatch(before.AsSpan(x, other - x + 2)))
                    other = x - 1;
                if (Math.Max(x, noun ? own : -1) <= other || !mine || s_denied.IsMatch(before.AsSpan(Math.Max(0, before.Length - 40))) || s_passive.IsMatch(before.AsSpan(Math.Max(0, before.Length - 22))) && !noun)
                    continue;
                if (!s_tied.IsMatch(about.Words.Text) || kind == "murder" && about.HasValue("offense.kind", "other:manslaughter"))
                    continue;
                var (start, end) = tape.Span(match);
                var owner = Math.Max(x, own) >= 0 ? tape.OwnerAt(Math.Max(x, noun ? own : x) + 1) : Owner.Unsaid;
                about.Add("offense.kind", kind, start, end, owner, "The clause tells the crime as the petitioner's deed.", Confidence.Resolved);
            }
        }
        _ = scene;
    }

    private static readonly Regex s_joined = R(@"\A [xX] and (?:[^ .;,]+ ){0,5}[pPN]\z");

    /// <summary>Other people as subjects, and what opens a clause of theirs.</summary>
    private static readonly Regex s_subjects = R(@" (?:P|J|p|N|G)(?= (?!, ))");
    private static readonly Regex s_denied = R(@" (?:not|never|denies|denied|denying|no|falsely|wrongly|without|accused of|if) ");
    private static readonly Regex s_passive = R(@" (?:was|were|been|being|is|are|be|get|got)(?: [a-z]+ly)? \z");
    private static readonly Regex s_tied = new(@"\b(?:convicted|conviction|sentenced|sentence|guilty|prison|pardon\w*|clemency|commut\w*)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <summary>"He was 31 then.", "She was 36.": the age at what the sentence before tells.</summary>
    private void Then(SentenceTape tape, SentenceScene scene)
    {
        var match = s_then.Match(tape.Text);
        if (!match.Success || scene.Start == 0 || Count(scene, tape, match.Groups["n"]) is not (>= 10 and <= 100 and var age))
            return;
        var before = about.Prose.SentenceAt(Math.Max(0, scene.Start - 2));
        if (before.Start >= scene.Start)
            return;
        var told = about.Words.Text[before.Start..before.End].ToLowerInvariant();
        var sentence = s_sentencing.IsMatch(told);
        if (!sentence && !s_crime.IsMatch(told) && !match.Groups["then"].Success)
            return;
        var (start, end) = tape.Span(match);
        about.Add(sentence ? "petitioner.age_at_sentence" : "petitioner.age_at_offense", age.ToString(CultureInfo.InvariantCulture), start, end, OwnerOf(tape, match), "The words give the age at what the sentence before tells of.", Confidence.Inferred);
    }

    private static readonly Regex s_then = R(@"\A(?: (?:and|but|mr|ms|mrs|\.|""))* (?<who>[Xx]) was(?: just| only| barely)* (?<n>#)(?: years old)?(?<then> then| at the time)? [.,;]");
    private static readonly Regex s_sentencing = R(@"\b(?:sentenced|given \d+|gave (?:him|her)|given (?:life|\w+ years)|sent (?:him|her) away|handed (?:him|her))\b");
    private static readonly Regex s_crime = R(@"\b(?:killed|killing|shot|robbed|robbery|murder\w*|stabbed|burglary|held up|crime|stole|sold|smuggled|arrested|strangled|set fire|kidnapp\w+)\b");

    public void Read(SentenceScene scene)
    {
        if (SentenceTape.Of(about, scene) is not { } tape)
            return;
        try
        {
            Read(tape, scene);
        }
        catch (RegexMatchTimeoutException)
        {
            // A sentence on which the patterns lose themselves is left to the other readers.
        }
    }

    private void Read(SentenceTape tape, SentenceScene scene)
    {
        var text = tape.Text;
        var mine = text.Contains(" X", StringComparison.Ordinal) || text.Contains(" x", StringComparison.Ordinal);
        Lengths(tape, scene, mine);
        Then(tape, scene);
        Deeds(tape, scene, mine);
        Late(tape, scene, mine);
        Ages(tape, scene);
        Counts(tape, mine);
        Others(tape, scene);
        Dates(tape, scene, mine);
        Facility(tape, scene, mine);
    }

    private Owner OwnerOf(SentenceTape tape, Match match)
    {
        var who = match.Groups["who"];
        return who.Success ? tape.OwnerAt(who.Captures[^1].Index) : Owner.Unsaid;
    }

    // ---- how long ----

    private void Lengths(SentenceTape tape, SentenceScene scene, bool mine)
    {
        var text = tape.Text;
        if (!text.Contains(" T", StringComparison.Ordinal) && !text.Contains(" L", StringComparison.Ordinal) && !text.Contains(" K", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal))
            return;
        foreach (var pattern in s_served)
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (TermAt(tape, match) is not { } term || !mine && !about.TakesUnsaid || Unreal(text, match) || term.AtMost || term.Role is TermRole.SupervisedRelease or TermRole.Probation or TermRole.Maximum or TermRole.ParoleMinimum or TermRole.HomeConfinement or TermRole.MandatoryMinimum || term.Value.StartsWith("life", StringComparison.Ordinal))
                    continue;
                if (!mine && Others(text))
                    continue;
                about.Add("served.time", term.Value, term.Start, term.End, OwnerOf(tape, match), "The clause tells how long the petitioner was in custody.", Confidence.Resolved, term.Approximate, term.AtLeast);
            }
        }
        foreach (var pattern in s_terms)
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (Unreal(text, match) || !mine && (!about.TakesUnsaid || Others(text)) || Clement(text, match))
                    continue;
                var at = match.Groups["t"];
                if (at.Value == "#")
                {
                    if (Count(scene, tape, at) is > 0 and < 100 and var years)
                        about.Add("sentence.term", $"{years * 12} mo", scene.Words[tape.TokenAt(at.Index)].Start, scene.Words[tape.BehindAt(at.Index) - 1].End, OwnerOf(tape, match), "The court gave a number of years.", Confidence.Inferred);
                    continue;
                }
                if (TermAt(tape, match) is not { } term || term.Role is TermRole.SupervisedRelease or TermRole.Probation or TermRole.Maximum or TermRole.ParoleMinimum or TermRole.HomeConfinement or TermRole.Advised or TermRole.MandatoryMinimum or TermRole.NewTerm or TermRole.Remaining)
                    continue;
                if (about.Add("sentence.term", term.Value, term.Start, term.End, OwnerOf(tape, match), "The clause tells the sentence that was imposed.", Confidence.Resolved, term.Approximate, term.AtLeast))
                {
                    if (term.NoParole)
                        about.Add("sentence.parole", "no", term.Start, term.End, OwnerOf(tape, match), "The sentence is without parole.");
                    if (term.Least is { } least)
                        about.Add("sentence.parole_minimum", least, term.Start, term.End, OwnerOf(tape, match), "The lower end of an indeterminate sentence is when parole becomes possible.", Confidence.Inferred);
                }
            }
        }
        foreach (var pattern in s_paroleMinimum)
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (TermAt(tape, match) is not { } term || term.Value.StartsWith("life", StringComparison.Ordinal) || !text.Contains(" parole", StringComparison.Ordinal) && !text.Contains(" eligible", StringComparison.Ordinal) && !text.Contains(" board", StringComparison.Ordinal) && !text.Contains(" hear ", StringComparison.Ordinal)
                    || text.Contains(" commut", StringComparison.Ordinal) && text.IndexOf(" commut", StringComparison.Ordinal) < match.Index || !mine && Others(text))
                    continue;
                about.Add("sentence.parole_minimum", term.Value, term.Start, term.End, OwnerOf(tape, match), "The clause tells the time before parole is possible.", Confidence.Resolved, term.Approximate, term.AtLeast);
                about.Add("sentence.parole", "yes", term.Start, term.End, OwnerOf(tape, match), "The clause tells when parole becomes possible.", Confidence.Inferred);
            }
        }
    }

    private static readonly Regex s_late = R(@" (?:without|no|not)(?: [a-z]+){0,5}? parole(?: eligibility)? (?:for|until|before|till)(?= )");
    private static readonly Regex s_paroleAge = R(@" parole(?: (?!T|D)[^ .;]+){0,4}? (?:before|until|till|at)(?: (?:the|age|of|x|X|was|is|turned|turns|about))* (?<n>#)(?= (?!years of|months|%))| parole - eligible (?:at|when x is) (?:age )?(?<n>#)(?= )");
    private static readonly Regex s_part = R(@" of which (?:x|X) (?:had |has )?(?:served|did|done) (?<n>#)(?= )| (?:served|done|did|completed|into|serving) (?<n>#) of (?:a|an|the|those|his|her|x's|X's|that)(?: [a-z-]+){0,2}? T(?= )");

    /// <summary>Parole that comes late, and a part of a term that was served.</summary>
    private void Late(SentenceTape tape, SentenceScene scene, bool mine)
    {
        var text = tape.Text;
        if (!mine && (Others(text) || !about.TakesUnsaid))
            return;
        if (s_late.Match(text) is { Success: true } late)
        {
            var (start, end) = tape.Span(late);
            about.Add("sentence.parole", "yes", start, end, Owner.Unsaid, "The words say that parole is possible, though late.", Confidence.Resolved);
        }
        if (s_paroleAge.Match(text) is { Success: true } aged && Count(scene, tape, aged.Groups["n"]) is >= 18 and <= 110 and var age)
        {
            var (start, end) = tape.Span(aged);
            about.Add("sentence.parole_age", age.ToString(CultureInfo.InvariantCulture), start, end, Owner.Unsaid, "The words tell the age at which parole becomes possible.", Confidence.Resolved);
        }
        if (s_part.Match(text) is { Success: true } part && Count(scene, tape, part.Groups["n"]) is > 0 and < 100 and var served)
        {
            var (start, end) = tape.Span(part);
            var months = about.Words.Text[start..end].Contains("month", StringComparison.OrdinalIgnoreCase);
            about.Add("served.time", $"{(months ? served : served * 12)} mo", start, end, Owner.Unsaid, "The words tell what part of the term was served.", Confidence.Resolved);
        }
    }

    private TermSpan? TermAt(SentenceTape tape, Match match)
    {
        var at = match.Groups["t"];
        if (!at.Success)
            return null;
        var start = about.Words[tape.TokenAt(at.Index)].Start;
        foreach (var term in SentenceCase.In(about.Terms, t => t.Start, start, start + 1))
            return term;
        return null;
    }

    /// <summary>What would, could or should have been.</summary>
    private static bool Unreal(string text, Match match) => s_unreal.IsMatch(text.AsSpan(Math.Max(0, match.Index - 30), Math.Min(text.Length, match.Index + match.Length) - Math.Max(0, match.Index - 30)));

    private static readonly Regex s_unreal = R(@" (?:would have (?:gotten|received|served|drawn|been|done)|could (?:have|get|face|receive)|might (?:have|get)|if|unless|should (?:have|get)|may (?:have|get)|offered|faces|faced|facing|up to|recommended|sought|asked for|wanted|minimum|maximum|instead of|rather than|turned down|rejected|deal|until|before) ");

    /// <summary>Whether an act of clemency gave the term.</summary>
    private static bool Clement(string text, Match match) => s_clement.IsMatch(text.AsSpan(0, match.Index + match.Length)) && s_to.IsMatch(text.AsSpan(match.Index, match.Length));

    private static readonly Regex s_clement = R(@" (?:commut\w*|reduc\w*|shorten\w*|cut|trimm\w*|slash\w*|lower\w*|chang\w*) ");
    private static readonly Regex s_to = R(@" (?:to|at) ");

    /// <summary>Whether the petitioner is the last person before a place of the sentence.</summary>
    private static bool Own(string text, int at)
    {
        var before = text.AsSpan(0, at + 1);
        var mine = Math.Max(before.LastIndexOf(" X "), before.LastIndexOf(" x "));
        return mine >= 0 && mine > Math.Max(before.LastIndexOf(" P "), Math.Max(before.LastIndexOf(" J "), before.LastIndexOf(" p ")));
    }

    /// <summary>Whether the sentence names other people alone.</summary>
    private static bool Others(string text) => text.Contains(" P ", StringComparison.Ordinal) || text.Contains(" p ", StringComparison.Ordinal) || text.Contains(" N ", StringComparison.Ordinal) || text.Contains(" P's", StringComparison.Ordinal) || text.Contains(" p's", StringComparison.Ordinal);

    private static int? Count(SentenceScene scene, SentenceTape tape, Group at) =>
        Numbers.Read(scene.Words, tape.TokenAt(at.Index), out var number, out _) ? number.Whole : null;

    // ---- ages ----

    private void Ages(SentenceTape tape, SentenceScene scene)
    {
        if (!tape.Text.Contains(" #", StringComparison.Ordinal))
            return;
        var taken = new HashSet<int>();
        Age(tape, scene, s_sentenceAge, "petitioner.age_at_sentence", "The clause gives the age at the sentence.", taken);
        Age(tape, scene, s_offenseAge, "petitioner.age_at_offense", "The clause gives the age at the time of the crime.", taken);
        Age(tape, scene, s_age, "petitioner.age", "The clause gives the age.", taken);
    }

    private void Age(SentenceTape tape, SentenceScene scene, Regex[] patterns, string attribute, string reason, HashSet<int> taken)
    {
        foreach (var pattern in patterns)
        {
            foreach (Match match in pattern.Matches(tape.Text))
            {
                var at = match.Groups["n"];
                var token = tape.TokenAt(at.Index);
                if (Count(scene, tape, at) is not (>= 10 and <= 105 and var age) || !match.Groups["who"].Success && !Own(tape.Text, match.Index) && (Others(tape.Text) || !about.TakesUnsaid) || scene.Words.IsAny(tape.BehindAt(at.Index), ["years", "months", "days", "percent", "%", "counts"]) && !scene.Words.IsAny(tape.BehindAt(at.Index) + 1, ["old", "of"]))
                    continue;
                // The first reading of a number stands: an age at the crime is not the age now.
                if (!taken.Add(token) || attribute == "petitioner.age" && about.Has("petitioner.age_at_offense") && about.HasAt("petitioner.age_at_offense", scene.Words[token].Start) || attribute == "petitioner.age" && about.HasAt("petitioner.age_at_sentence", scene.Words[token].Start))
                    continue;
                about.Add(attribute, age.ToString(CultureInfo.InvariantCulture), scene.Words[Math.Max(scene.First, token - 2)].Start, scene.Words[tape.BehindAt(at.Index) - 1].End, OwnerOf(tape, match), reason, Confidence.Resolved);
            }
        }
    }

    // ---- counts, trial, judge, victim ----

    private void Counts(SentenceTape tape, bool mine)
    {
        var text = tape.Text;
        if (!mine && (Others(text) || !about.TakesUnsaid))
            return;
        void Put(string attribute, Group n, Match match, string reason)
        {
            if (!n.Success || Count(about.SceneAt(about.Words[tape.TokenAt(n.Index)].Start), tape, n) is not (>= 1 and <= 2000 and var count))
                return;
            var (start, end) = tape.Span(match);
            if (!about.Has(attribute))
                about.Add(attribute, count.ToString(CultureInfo.InvariantCulture), start, end, Owner.Unsaid, reason, Confidence.Resolved);
        }
        foreach (Match match in s_guiltyCounts.Matches(text))
        {
            Put("conviction.counts", match.Groups["n"], match, "The clause counts what the conviction covers.");
            Put("charge.counts", match.Groups["n2"], match, "The clause counts the charges.");
        }
        foreach (Match match in s_chargedCounts.Matches(text))
            Put("charge.counts", match.Groups["n"], match, "The clause counts the charges.");
        if (s_criminal.IsMatch(text))
        {
            foreach (var pattern in s_others)
            {
                foreach (Match match in pattern.Matches(text))
                    Put("codefendant.count", match.Groups["n"], match, "The clause counts those who took part.");
            }
        }
        if (s_one.Match(text) is { Success: true } one && !about.Has("codefendant.count"))
        {
            var (start, end) = tape.Span(one);
            about.Add("codefendant.count", "1", start, end, Owner.Unsaid, "The clause speaks of the one co-defendant.", Confidence.Inferred);
        }
        foreach (Match match in s_tried.Matches(text))
        {
            var (start, end) = tape.Span(match);
            var before = text[Math.Max(0, match.Index - 24)..match.Index];
            if (!before.Contains(" not ", StringComparison.Ordinal) && !before.Contains(" never ", StringComparison.Ordinal))
                about.Add("tried_as", match.Groups["adult"].Success ? "adult" : "juvenile", start, end, Owner.Unsaid, "The clause tells as what the petitioner was tried.", Confidence.Resolved);
        }
    }

    private static readonly Regex s_one = R(@" (?:x's|X's|his|her) (?:co - defendant|codefendant|accomplice|co - conspirator|getaway driver)(?: [pN])? ,(?: [^.;,]{1,40} ,)? (?:P|who|a|now) ?");

    private static readonly Regex s_criminal = R(@" (?:robbed|robbery|held up|stickup|killed|killing|murder|shot|shooting|convicted|charged|indicted|arrested|burglary|burglarized|broke|stole|theft|ring|conspiracy|scheme|carjacking|kidnapping|smuggled|drug|drugs|cocaine|sold|prison|sentenced|tried|trial|crime) ");

    private void Others(SentenceTape tape, SentenceScene scene)
    {
        foreach (var pattern in s_judge)
        {
            foreach (Match match in pattern.Matches(tape.Text))
            {
                if (!(tape.Text.Contains(" T", StringComparison.Ordinal) || tape.Text.Contains(" L", StringComparison.Ordinal) || tape.Text.Contains(" K", StringComparison.Ordinal) || tape.Text.Contains(" sentenc", StringComparison.Ordinal) || tape.Text.Contains(" term ", StringComparison.Ordinal) || tape.Text.Contains(" prison ", StringComparison.Ordinal) || match.Value.Contains(" gave", StringComparison.Ordinal) || match.Value.Contains(" given", StringComparison.Ordinal) || tape.Text.Contains(" bench ", StringComparison.Ordinal)))
                    continue;
                if (s_notSentencing.IsMatch(tape.Text) && !tape.Text.Contains(" sentenc", StringComparison.Ordinal))
                    continue;
                if (NameAt(scene, tape, match.Groups["j"]) is { } judge)
                    about.Add("sentencing.judge", judge.Name, judge.Start, judge.End, Owner.Unsaid, "The clause names the judge with the sentence.", Confidence.Resolved);
            }
        }
        foreach (var pattern in s_victim)
        {
            foreach (Match match in pattern.Matches(tape.Text))
            {
                if (!about.TakesUnsaid && !tape.Text.Contains(" X", StringComparison.Ordinal) && !tape.Text.Contains(" x", StringComparison.Ordinal) || NameAt(scene, tape, match.Groups["v"]) is not { } victim)
                    continue;
                var before = tape.Text[..match.Index];
                // "Poe killed Roe" is another's crime, "Doe was killed by Roe" another's victim; a bill or a law is nobody's.
                if (s_otherDoer.IsMatch(before) || match.Value.Contains(" by ", StringComparison.Ordinal))
                    continue;
                about.Add("victim.name", victim.Name, scene.Words[tape.TokenAt(match.Index + 1)].Start, victim.End, Owner.Unsaid, "The clause names the one harmed.", Confidence.Resolved);
                // "Roe, 22," and "22-year-old Roe"
                var at = match.Groups["v"].Index;
                var behind = s_ageBehind.Match(tape.Text, at);
                var n = behind.Success && behind.Index == at - 1 ? behind.Groups["n"] : s_ageBefore.Match(match.Value) is { Success: true } inside ? inside.Groups["n"] : null;
                var offset = behind.Success && behind.Index == at - 1 ? 0 : match.Index;
                if (n is not null && Numbers.Read(scene.Words, tape.TokenAt(n.Index + offset), out var number, out _) && number.Whole is >= 1 and < 110)
                    about.Add("victim.age", number.Whole.Value.ToString(CultureInfo.InvariantCulture), Math.Min(victim.Start, number.Start), Math.Max(victim.End, number.End), Owner.Unsaid, "The clause gives the victim's age.", Confidence.Resolved);
            }
        }
    }

    private static readonly Regex s_notSentencing = R(@" (?:overturned|vacated|threw out|tossed|ordered x released|ordered X released|ordered (?:a )?new trial|released x|freed x|resign|appointed|ruled that|denied) ");
    private static readonly Regex s_otherDoer = R(@" [PNJ](?: (?!X|x)[^ .;]+){0,3}? ?\z");
    private static readonly Regex s_ageBehind = R(@" P , (?:an? |the |then )?(?<n>#)(?= (?:,|\.|-|and))");
    private static readonly Regex s_ageBefore = R(@" (?<n>#) - year - old ");

    /// <summary>The name of the person whose letter stands at a group of a match.</summary>
    private (string Name, int Start, int End)? NameAt(SentenceScene scene, SentenceTape tape, Group at)
    {
        if (!at.Success)
            return null;
        var start = scene.Words[tape.TokenAt(at.Index)].Start;
        var end = scene.Words[tape.BehindAt(at.Index) - 1].End;
        foreach (var mention in about.Prose.MentionsIn(start, end))
        {
            if (mention.Form is MentionForm.FullName or MentionForm.LastName && about.Prose.Resolve(mention) is { Kind: EntityKind.Person, IsPlural: false } who && !about.IsPetitioner(who))
                return (who.Name, mention.Start, mention.End);
        }
        return null;
    }

    // ---- dates ----

    private void Dates(SentenceTape tape, SentenceScene scene, bool mine)
    {
        var text = tape.Text;
        if (!text.Contains(" D", StringComparison.Ordinal) || !mine && (Others(text) || !about.TakesUnsaid))
            return;
        void Years(Regex[] patterns, string attribute, string reason)
        {
            foreach (var pattern in patterns)
            {
                foreach (Match match in pattern.Matches(text))
                {
                    if (about.Has(attribute) || DateAt(tape, match.Groups["d"]) is not { Year: { } year } date || date.Form is not DateForm.Absolute)
                        continue;
                    if (attribute == "offense.year" && s_adjudged.IsMatch(text.AsSpan(Math.Max(0, match.Index - 60), match.Index - Math.Max(0, match.Index - 60) + 1)))
                        continue;
                    var (start, end) = tape.Span(match);
                    about.Add(attribute, year.ToString(CultureInfo.InvariantCulture), Math.Max(start, date.Start - 120), Math.Max(date.End, Math.Min(end, date.End + 60)), Owner.Unsaid, reason, Confidence.Resolved);
                }
            }
        }
        Years(s_sentenceYear, "sentence.year", "The date stands with the sentence.");
        Years(s_convictionYear, "conviction.year", "The date stands with the conviction or plea.");
        if (!about.Paper.IsCourt)
            Years([s_offenseYear, s_deedYear], "offense.year", "The date stands with the crime.");
        if (s_eligible.Match(text) is { Success: true } eligible && DateAt(tape, eligible.Groups["d"]) is { Value.Length: 10 } freed)
        {
            var (start, _) = tape.Span(eligible);
            about.Add("release.date", freed.Value, start, freed.End, Owner.Unsaid, "The words tell the day from which release is possible.", Confidence.Resolved, derived: freed.IsDerived);
        }
        foreach (Match match in s_instead.Matches(text))
        {
            var (start, end) = tape.Span(match);
            if (DateAt(tape, match.Groups["d"]) is { } released)
                about.Add("release.date", released.Value, start, released.End, Owner.Unsaid, "The words tell the day of release.", Confidence.Resolved, derived: released.IsDerived);
            if (DateAt(tape, match.Groups["d2"]) is { Year: { } year } kept)
                about.Add("sentence.scheduled_release", year.ToString(CultureInfo.InvariantCulture), Math.Max(start, kept.Start - 40), kept.End, Owner.Unsaid, "The words tell when release would have been.", Confidence.Resolved);
        }
        _ = scene;
    }

    private static readonly Regex s_adjudged = R(@" (?:convicted|convicting|guilty|pleaded|sentenced|verdict|conviction|charged|indicted|acquitted)(?: (?!D)[^ .;]+)* ?\z");

    private DateSpan? DateAt(SentenceTape tape, Group at)
    {
        if (!at.Success)
            return null;
        var start = about.Words[tape.TokenAt(at.Index)].Start;
        foreach (var date in SentenceCase.In(about.Dates, d => d.Start, start, start + 1))
            return date;
        return null;
    }

    // ---- prison ----

    /// <summary>"did six years at Roe", "walked out of the Roe Correctional Institution": capitalized words behind a verb of custody.</summary>
    private void Facility(SentenceTape tape, SentenceScene scene, bool mine)
    {
        if (!mine && (Others(tape.Text) || !about.TakesUnsaid) || !mine && !s_custody.IsMatch(tape.Text))
            return;
        var words = scene.Words;
        foreach (Match match in s_place[0].Matches(tape.Text))
        {
            var from = tape.BehindAt(match.Index + match.Length - 1);
            // The letter before must be no other person's: "Roe left Boston".
            if (s_otherDoer.IsMatch(tape.Text[..match.Index]))
                continue;
            var to = from;
            while (to < scene.Last && to < from + 6 && words[to].Kind == TokenKind.Word && (words.IsCapital(to) || to > from && words.IsAny(to, ["for"]) && words.IsCapital(to + 1)))
                to++;
            if (to == from)
                continue;
            var name = words.Text[words[from].Start..words[to - 1].End];
            var lower = name.ToLowerInvariant();
            if (!name.Any(char.IsLower) && !lower.Contains("fci", StringComparison.Ordinal) && !lower.Contains("usp", StringComparison.Ordinal) && !lower.Contains("fmc", StringComparison.Ordinal))
                continue;
            var institution = s_prisonName.IsMatch(lower);
            if (!institution && (match.Value.Contains(" left", StringComparison.Ordinal) || match.Value.Contains(" leav", StringComparison.Ordinal) || match.Value.Contains("inside", StringComparison.Ordinal) || match.Value.Contains("phone from", StringComparison.Ordinal) || match.Value.Contains("still", StringComparison.Ordinal) || match.Value.Contains("sent to", StringComparison.Ordinal)) && !lower.StartsWith("fort ", StringComparison.Ordinal) && !lower.StartsWith("camp ", StringComparison.Ordinal))
                continue;
            if (Lexicon.StateNames.Contains(name) || s_noPrison.IsMatch(lower) || about.Prose.Entities.Any(e => e.Kind == EntityKind.Person && (e.Name == name || e.Last == name)))
                continue;
            if (match.Groups["at"].Success && !institution)
                continue;
            // "T in Texas", "years in Congress": only a town or prison behind time that was served.
            if (s_timeIn.IsMatch(match.Value) && !institution && !s_served.Any(p => p.IsMatch(tape.Text)))
                continue;
            about.Add("facility", name, words[from].Start, words[to - 1].End, Owner.Unsaid, "The words name the prison behind a verb of custody.", Confidence.Resolved);
        }
    }

    private static readonly Regex s_custody = R(@" (?:prison|inmate|inmates|warden|cell|custody|bars|released|freed|incarcerated|imprisoned|sentence|locked|T|L) ");
    private static readonly Regex s_prisonName = R(@"\b(?:prison|correctional|penitentiary|reformatory|detention|unit|jail|fci|usp|fmc|fpc|barracks|state farm|camp)\b");
    private static readonly Regex s_noPrison = R(@"\b(?:university|college|school|army|navy|marines?|senate|house|congress|court|office|church|hospital|department|washington|capitol|america|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|district|county|bureau|board|oval|vietnam|iraq|afghanistan|legislature|united states|he|she|they|it)\b");
    private static readonly Regex s_timeIn = R(@" (?:T|years|time|sentence) (?:at|in)");
}
