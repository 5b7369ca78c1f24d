"""The words by which a bare number is judged: tables, to be extended where a text was read wrongly.

All are in lower case but names and numbers. A word stands for all that begin with it, unless it is short
(`SHORT`); then it stands for itself and its plural.
"""

from __future__ import annotations

__all__ = [
    "AGAINST",
    "ANOTHERS",
    "FAMOUS",
    "MENTIONS",
    "NUMBERED",
    "OFTEN",
    "PLACES",
    "SHORT",
    "SMALL",
    "SUBJECTS",
    "TECHNICAL",
]

SHORT = 4
"""Words as short as this are whole words: ``ber`` is no part of *number*, nor ``der`` of *under*."""

PLACES = frozenset(
    "section sections sec sec. clause clauses subclause subclauses cl. annex annexes annexe annexes app. appendix appendices "
    "figure figures fig fig. figs figs. table tables tab. equation equations eq eq. eqs. eqn. chapter chapters ch. part parts § §§ "
    "paragraph paragraphs para para. item items step steps page pages p. pp. listing theorem lemma definition corollary "
    "proposition example exercise problem scheme version versions v. ver. rule article articles art. point points note "
    "abschnitt kapitel anhang anlage bild abbildung abb. tabelle tab punkt seite artikel nummer nr. § chapitre partie "
    "tableau annexe article alinéa page sección capítulo anexo figura tabla cuadro artículo apartado seção capítulo "
    "tabela artigo sezione capitolo allegato tabella articolo раздел пункт п. глава приложение рисунок рис. таблица "
    "табл. статья стр.".split()
)
"""Words behind which a number is a place in the document at hand."""

ANOTHERS = frozenset(
    "ansi ieee etsi iso iec iso/iec en din bs bsi jis gb gb/t yd/t tia eia tia/eia smpte scte 3gpp 3gpp2 ietf rfc nist fips sp mil "
    "atis t1 ecma oasis w3c oma aes ebu dvb arib gost гост bill h.r. senate act op opus op. bwv deutsch schubert kv k. rv hob. "
    "desk key locker plate drawing shelf mark drawer cabinet rack slot pump valve tank motor lot plot parcel row stand court gallery pier berth "
    "dock runway taxiway exit junction mile grave folio fol. fo. cod. ms. ms mss inv. cat. symphony sonata concerto quartet strain clone isolate "
    "mutant allele residue vertebra tooth nerve patient participant question questions q. aula sala salle raum zimmer gebäude drucksache "
    "antrag processo expediente vuelo flug zug train coach compound style jacket antenna numeral zelle saal stanza "
    "part no. room gate seat bus route highway flight piaggio boeing airbus apartment suite unit grid "
    "package hall booth session paper papers poster posters tutorial tutorials track oid arc "
    "sample specimen gene locus chromosome icd icd-10 category grade size schedule exhibit docket case "
    "building block bay platform zone ring".split()
)
"""Words that claim the number behind them for somebody, or something, else."""

NUMBERED = frozenset(
    "key desk locker plate drawing part model serial order catalog catalogue item product stock type article batch lot".split()
)
"""What is numbered by somebody else: "part number X.25"."""

AGAINST = "senate|house of representatives|house bill|the house|third reading|first reading|an act|legislat|statute|plaintiff|sonata|schubert"
"""Words of parliaments, courts and catalogues: a bill ``H.264`` is no video codec."""

OFTEN = frozenset("GHJQTVXY")
"""Series whose numbers are often cited, and seldom written for anything else."""

SUBJECTS = {
    "A": "study group|approval process|aap|tap|working method|normative referenc",
    "B": "circuit diagram|sdl",
    "C": "statistic",
    "D": "tariff|accounting|charging|remuneration|roaming|interconnection rate|settlement",
    "E": "telephone|numbering|number|nummer|numéro|número|номер|phone number|country code|international number|subscriber number|enum|dial|msisdn|number plan|numéro|"
    "erlang|traffic engineering|teletraffic|quality of service|qos|card number|iccid|imsi|номер|nummer|電話|电话|전화",
    "F": "messaging|telex|telematic|videotex|accessib|telegram|mhs|multimedia service|directory service",
    "G": "gpon|codec|telefon|téléphon|kodlayıcı|kodek|ses|pots|isdn|transcod|a law|loi a|frame|browser|vocoder|speech|audio|voice|sound|pcm|a-law|µ-law|u-law|mu-law|alaw|ulaw|kbit|kb/s|kbps|mbit|voip|rtp|payload|sip|fibre|fiber|"
    "single-mode|single mode|wavelength|dwdm|cwdm|otn|sdh|sonet|pdh|e1|xdsl|adsl|vdsl|g.fast|dsl|pon|olt|onu|ont|echo|jitter|wander|"
    "timing|synchroni|clock|ptp|ethernet|frame structure|transmission|celp|modem|кодек|сжат|волокн|编解码|編解碼|语音|光纤|"
    "音声|コーデック|光ファイバ|코덱|음성|광섬유|ترميز|الصوت|الألياف|sprach|glasfaser|faser|parole|voix|fibra|voz|voce|fibre optique|mos",
    "H": "码流|裸流|vp8|vp9|av1|video|browser|transcod|mjpeg|h.26|message|pdu|tunnel|codec|encod|decod|avc|hevc|vvc|svc|mpeg|multimedia|gatekeeper|gateway|conferenc|voip|nal |bitstream|bit stream|"
    "frame|stream|h.32|call control|terminal|signalling|signaling|camera|cctv|ip cam|1080|720p|4k|cif|видео|кодек|视频|編碼|视讯|視訊|動画|映像|"
    "비디오|영상|الفيديو|vídeo|vidéo|compress|rtp|sip|telehealth|iptv|player|playback|mp4",
    "I": "isdn|atm|aal|b-isdn|n-isdn|oam|bearer|user-network|basic rate|primary rate|frame relay|layer 1|cell",
    "J": "cable|docsis|dvb|qam|television|tv|broadcast|video quality|hfc|packetcable|digital program",
    "K": "protection|emc|surge|lightning|overvoltage|resistibility|electromagnetic|earthing|emf|rf-emf|blitz",
    "L": "cable|fibre|fiber|outside plant|duct|environment|e-waste|energy|data cent|splice|glasfaser|battery",
    "M": "tmn|management|network element|maintenance|imt|handover|bureau|itu carrier code|mobile|radar|satellite|ais|maritime|ship",
    "N": "programme|sound transmission|television transmission",
    "O": "bert|test pattern|test signal|test sequence|prbs|bit error|error performance|analyser|analyzer|jitter|measur",
    "P": "mask|filter|mos|speech quality|voice quality|listening|pesq|polqa|loudness|handset|headset|hands-free|telephon|subjective|quality|"
    "propagation|path loss|attenuation|rain|fading|diffraction|clutter|ionospher|tropospher|antenna|link budget|terrain|затухан|传播|伝搬|"
    "dämpfung|vidéo|video",
    "Q": "dtmf|tone|cause|release|setup|isdn|signal|ss7|ss no. 7|dss1|isup|inap|tcap|sccp|mtp|call|frame relay|lmi|b-isdn|atm|lapd|layer 2|layer 3|switch|"
    "bicc|camel|intelligent network|setup message|cause value|cause code|d channel|d-channel|сигнализ|信令|信号方式",
    "R": "telegraph|start-stop|telex",
    "S": "telegraph|telex|teleprinter|alphabet|satellite|earth station|vsat|antenna|side-lobe|sidelobe",
    "T": "faks|videotex|caractères|character|fax|facsimile|mmr|mh |modified huffman|modified read|jpeg|jbig|bilevel|bi-level|image|conferenc|compression|coding|tiff|teletex|"
    "t.120|ip network|group 3|group 4|факс|传真|傳真|ファクシミリ|画像|팩스|فاكس|fotokopie|télécopie|telefax|multipoint|textphone|text telephone|real-time text|dtmf",
    "U": "telex|telegraph|switching",
    "V": "tone|answer|duplex|data mode|rate adapt|bell 103|modem|bit/s|bps|kbit|fax|dial-up|dialup|dial up|serial|dte|dce|rs-232|rs232|eia-232|compression|data over|telephone network|pstn|"
    "handshake|carrier|modulation|модем|调制解调|數據機|モデム|모뎀|مودم|at command|interface|loopback|teletype|hdlc",
    "X": "virtual circuit|extension|pkcs|certif|sertifika|digital signature|cert|spki|pgp|pem|certificat|pki|public key|public-key|directory|ldap|asn.1|ber|der|per |xer|oer|encoding rule|attribute|distinguished name|"
    "packet|pad|lapb|frame|switched|network|dte|dce|osi|message handling|mhs|email|e-mail|edi|x.400|gateway|tls|ssl|crl|"
    "signature|trust|key |ca |cpe|cvss|cybersecurity|security|сертификат|证书|證書|證明書|証明書|인증서|شهادة|zertifikat|certificado|"
    "object identifier|oid|uuid|blockchain|distributed ledger|gdmo|management|schema|abstract syntax|protocol",
    "Y": "ngn|iot|internet of things|cloud|sdn|imt-2020|network function|smart cit|ethernet|oam|mpls|qos|future network|packet network|"
    "quantum|qkd|big data|delay|ip network|物联网|next generation",
    "Z": "sdl|ttcn|msc|chill|urn|use case map|test notation|specification and description|mml|localization|localisation",
    "BO": "satellite|broadcast", "BR": "record|file|television", "RA": "radio astronomy|interference",
    "BS": "loudness|audio|sound|broadcast|lufs|lkfs|true peak|listening|subjective|lautheit|fm |drm|dab",
    "BT": "pq|hlg|range|luminance|constant|full-range|matri|curve|sdi|color|colour|hdtv|uhd|hdr|sdr|video|luma|chroma|yuv|ycbcr|rgb|gamut|primaries|television|tv|transfer|gamma|subjective|pal|ntsc|"
    "displa|pixel|signal|цвет|телевид|色|farb|couleur|primari|smpte",
    "RS": "remote sensing|radar|passive|meteorolog|satellite", "SA": "space research|deep space|interference|satellite",
    "SF": "sharing|fixed service|satellite", "SM": "spectrum|monitoring|emission|bandwidth|interference|spurious|frequenc",
    "SNG": "satellite news", "TF": "time|frequency|clock|utc|second|timescale", "IS": "interference|sharing",
    "PI": "ionospher|propagation", "PN": "propagation|attenuation|rain|diffraction",
}  # fmt: skip
"""What each series is about, as words (or how they begin, in lower case) that stand beside its numbers."""
TECHNICAL = (
    "protocol|network|netz|réseau|packet|header|payload|signal|byte|octet|bits|bit/s|4-bit|8-bit|16-bit|gsm|vp8|vp9|av1|码流|比特流|encod|decod|coding|coder|bitstream|stream|audio|video|vídeo|"
    "voice|voix|voz|sprach|telephon|téléphon|telefon|phone number|modem|codec|voip|sip|rtp|sdp|mpeg|avc|hevc|jpeg|isdn|atm|pstn|dsl|adsl|vdsl|"
    "smds|frame relay|dlci|nsap|pots|megaco|mgcp|ldap|certif|pki|tls|ssl|pgp|asn.1|mib|snmp|oid|ip address|tcp|udp|ip|rfc|ietf|iso|iec|"
    "etsi|3gpp|ansi|ieee|interface|gateway|gatekeeper|standard|norm|padrões|padrão|estándar|specification|specif|implement|codecs|software|"
    "driver|ffmpeg|asterisk|decoder|kodek|кодек|протокол|стандарт|сет|сигнал|связ|видео|标准|協定|协议|编码|編碼|音频|视频|網路|网络|规范|"
    "規格|標準|符号化|映像|音声|통신|표준|코덱|프로토콜|شبكة|ترميز|بروتوكول|معيار|fibra|fibre|fiber|faser|optical|optique|óptic|ottic|"
    "chromatic dispersion|wavelength|multimedia|videoconferenc|stack|fax|telex|dtmf|switching|ethernet|digital|analog|router|camera|"
    "compress|numbering|schema|directory|database|dit"
)
"""Words of telecommunication and computing."""

FAMOUS = frozenset(
    "E.163 E.164 E.212 G.650 G.651 G.652 G.653 G.654 G.655 G.656 G.657 G.694.1 G.694.2 G.703 G.704 G.707 G.709 G.711 G.711.1 G.718 "
    "G.719 G.721 G.722 G.722.1 G.722.2 G.723 G.723.1 G.726 G.727 G.728 G.729 G.729.1 G.729A G.783 G.784 G.803 G.805 G.821 G.826 "
    "G.957 G.975 G.983 G.983.1 G.984 G.984.1 G.984.2 G.984.3 G.984.4 G.987 G.987.3 G.988 G.989 G.991.1 G.991.2 G.992.1 G.992.2 G.992.3 "
    "G.992.5 G.993.1 G.993.2 G.993.5 G.994.1 G.997.1 G.998.4 G.9700 G.9701 G.9807.1 G.9959 G.9960 G.8032 G.8261 G.8262 G.8264 G.8265.1 "
    "G.8275.1 G.8275.2 H.221 H.225.0 H.230 H.235 H.239 H.242 H.243 H.245 H.248 H.248.1 H.261 H.262 H.263 H.264 H.264.1 H.265 H.266 "
    "H.273 H.281 H.310 H.320 H.321 H.323 H.324 H.332 H.450 H.450.1 H.460 I.363 I.363.5 I.430 I.431 I.432 I.610 J.83 "
    "P.800 P.800.1 P.808 P.861 P.862 P.862.2 P.863 P.1203 P.1204 Q.700 Q.703 Q.704 Q.713 Q.762 Q.763 Q.764 Q.773 Q.850 Q.920 "
    "Q.921 Q.922 Q.930 Q.931 Q.932 Q.933 Q.939 Q.1912.5 Q.2931 Q.2110 T.30 T.37 T.38 T.81 T.82 T.87 T.88 T.120 T.128 T.140 T.800 V.17 "
    "V.21 V.22 V.22bis V.23 V.24 V.27 V.27ter V.29 V.32 V.32bis V.34 V.35 V.36 V.42 V.42bis V.44 V.90 V.92 V.110 V.120 V.150.1 V.152 X.3 X.21 "
    "X.25 X.28 X.29 X.75 X.121 X.200 X.208 X.209 X.400 X.500 X.501 X.509 X.511 X.518 X.519 X.520 X.521 X.660 X.667 X.680 X.681 X.682 "
    "X.683 X.690 X.691 X.692 X.693 X.696 X.697 X.701 X.710 X.721 X.722 X.733 X.880 Y.1541 Y.1564 Y.1731 Z.100 "
    "BT.470 BT.500 BT.601 BT.656 BT.709 BT.1120 BT.1700 BT.1886 BT.2020 BT.2100 BT.2390 BT.2408 BS.775 BS.1116 BS.1387 BS.1534 BS.1770 "
    "BS.2051 BS.2076 M.1371 M.1457 M.2083 M.2412 TF.460 TF.686".split()
)
"""Numbers by which texts are known beyond the ITU, so well that among technical words no other is needed."""

SMALL = frozenset("Q.23 Q.24 T.2 T.3 T.4 T.6 V.1 V.2 V.3 V.4 V.5 V.6 V.7 V.8 X.3 X.4".split())
"""Numbers of one digit that are cited by themselves; all others of one digit are appendices first."""

MENTIONS = ("ITU-", "ITU Rec", "ITU standard", "CCIR", "UIT-", "UIT ", "C.C.I.T.T", "МСЭ", "МККТТ", "МККР", "国际电联", "国际电信联盟", "國際電信聯盟", "電気通信連合",
             "국제전기통신연합", "МСЕ-", "الاتحاد الدولي للاتصالات", "elecommunication Union", "ecommunication Sector", "télécommunications", "elecomunicaciones", "elecomunicações", "elecomunicazioni", "Fernmeldeunion", "электросвязи", "國際電",
             "itu-t", "itu-r", "ccitt")  # fmt: skip
"""How a text names the ITU, as far as that can be seen at a glance."""
