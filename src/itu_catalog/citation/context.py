"""Whether a number that does not name the ITU is one of its numbers: what the words around it say.

That ITU assigned the number proves nothing: ``A.1`` is an appendix, ``U.2`` a band. The words must speak for it
(of the ITU, or of what the series is about), and none against it (a place in the document, another publisher).

>>> speaks_of("G", "the codec is ", " at 64 kbit/s"), speaks_of("G", "chapter ", " is long")
(True, False)
"""

from __future__ import annotations

import re

__all__ = ["ANOTHERS", "PLACES", "SMALL", "is_heading", "names_itu", "speaks_of"]

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
    "part no. room gate seat bus line route highway flight piaggio boeing airbus apartment suite unit grid "
    "package number hall booth session paper papers poster posters tutorial tutorials track oid arc "
    "sample specimen gene locus chromosome icd icd-10 category group grade size schedule exhibit docket case "
    "building block bay platform level zone ring band channel".split()
)
"""Words that claim the number behind them for somebody, or something, else."""

_SUBJECTS = {
    "A": "study group|approval process|aap|tap|working method|normative referenc",
    "B": "circuit diagram|sdl",
    "C": "statistic",
    "D": "tariff|accounting|charging|remuneration|roaming|interconnection rate|settlement",
    "E": "telephone|numbering|number|nummer|numéro|número|номер|phone number|country code|international number|subscriber number|enum|dial|msisdn|number plan|numéro|"
    "erlang|traffic engineering|teletraffic|quality of service|qos|card number|iccid|imsi|номер|nummer|電話|电话|전화",
    "F": "messaging|telex|telematic|videotex|accessib|telegram|mhs|multimedia service|directory service",
    "G": "codec|telefon|téléphon|kodlayıcı|kodek|ses|pots|isdn|transcod|a law|loi a|frame|browser|vocoder|speech|audio|voice|sound|pcm|a-law|µ-law|u-law|mu-law|alaw|ulaw|kbit|kb/s|kbps|mbit|voip|rtp|payload|sip|fibre|fiber|"
    "single-mode|single mode|wavelength|dwdm|cwdm|otn|sdh|sonet|pdh|e1|xdsl|adsl|vdsl|g.fast|dsl|pon|olt|onu|ont|echo|jitter|wander|"
    "timing|synchroni|clock|ptp|ethernet|frame structure|transmission|celp|modem|кодек|сжат|волокн|编解码|編解碼|语音|光纤|"
    "音声|コーデック|光ファイバ|코덱|음성|광섬유|ترميز|الصوت|الألياف|sprach|glasfaser|faser|parole|voix|fibra|voz|voce|fibre optique|mos",
    "H": "video|browser|transcod|mjpeg|h.26|message|pdu|tunnel|codec|encod|decod|avc|hevc|vvc|svc|mpeg|multimedia|gatekeeper|gateway|conferenc|voip|nal |bitstream|bit stream|"
    "frame|stream|h.32|call control|terminal|signalling|signaling|camera|cctv|ip cam|1080|720p|4k|cif|видео|кодек|视频|編碼|视讯|視訊|動画|映像|"
    "비디오|영상|الفيديو|vídeo|vidéo|compress|rtp|sip|telehealth|iptv|player|playback|mp4",
    "I": "isdn|atm|aal|b-isdn|n-isdn|oam|bearer|user-network|basic rate|primary rate|frame relay|layer 1|cell",
    "J": "cable|docsis|dvb|qam|television|tv|broadcast|video quality|hfc|packetcable|digital program",
    "K": "protection|emc|surge|lightning|overvoltage|resistibility|electromagnetic|earthing|emf|rf-emf|blitz",
    "L": "cable|fibre|fiber|outside plant|duct|environment|e-waste|energy|data cent|splice|glasfaser|battery",
    "M": "tmn|management|network element|maintenance|imt|handover|bureau|itu carrier code|mobile|radar|satellite|ais|maritime|ship",
    "N": "programme|sound transmission|television transmission",
    "O": "bert|test pattern|test signal|test sequence|prbs|bit error|error performance|analyser|analyzer|jitter|measur",
    "P": "mos|speech quality|voice quality|listening|pesq|polqa|loudness|handset|headset|hands-free|telephon|subjective|quality|"
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
    "X": "certif|sertifika|digital signature|cert|x.5|spki|pgp|pem|certificat|pki|public key|public-key|directory|ldap|asn.1|ber|der|per |xer|oer|encoding rule|attribute|distinguished name|"
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
_SHORT = 4
"""Words as short as this are whole words: ``ber`` is no part of *number*, nor ``der`` of *under*."""
_LETTER = "a-zà-öø-ÿа-яё"
_SPEAKS = {
    series: re.compile(
        rf"(?<![{_LETTER}0-9])(?:"
        + "|".join(
            re.escape(word.strip()) + (rf"(?:e?s)?(?![{_LETTER}])" if word.isascii() and len(word) <= _SHORT else "")
            for word in words.replace("[u]?", "").replace("[sz]", "s").split("|")
        )
        + ")"
    ).search
    for series, words in _SUBJECTS.items()
}

_MENTIONS = ("ITU", "CCITT", "CCIR", "UIT-", "UIT ", "C.C.I.T.T", "МСЭ", "МККТТ", "МККР", "国际电联", "国际电信联盟", "國際電信聯盟", "電気通信連合",
             "국제전기통신연합", "الاتحاد الدولي للاتصالات", "elecommunication Union", "ecommunication Sector", "télécommunications",
             "itu-t", "itu-r", "ccitt")  # fmt: skip
"""How a text names the ITU, as far as that can be seen at a glance."""

SMALL = frozenset("T.2 T.3 T.4 T.6 V.1 V.2 V.3 V.4 V.5 V.6 V.7 V.8 X.3 X.4".split())
"""Numbers of one digit that are cited by themselves; all others of one digit are appendices first."""

_HEADING = re.compile(r"[ \t]*[A-Z]\.\d{1,2}(?:\.\d{1,3}){0,3}\.?(?:[ \t]{2,}|[ \t]+(?=[A-Z][a-z]))").match


def speaks_of(series: str, before: str, behind: str) -> bool:
    """Whether the words around a number are those of what its series is about."""
    speaks = _SPEAKS.get(series)
    return speaks is not None and speaks(f"{before} \0 {behind}".lower()) is not None


def names_itu(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text names the ITU."""
    return any(text.find(name, start, end) >= 0 for name in _MENTIONS)


def is_heading(text: str, start: int) -> bool:
    """Whether a small number at `start` opens a line, as the headings of an outline do: ``A.1  Scope``."""
    line = text.rfind("\n", max(0, start - 40), start) + 1
    return not text[line or max(0, start - 40) : start].strip() and _HEADING(text, start) is not None
