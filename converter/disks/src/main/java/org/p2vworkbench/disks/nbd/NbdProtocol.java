package org.p2vworkbench.disks.nbd;

/** The protocol as numbers: proto.md, "Values". Big-endian throughout. */
final class NbdProtocol {

    static final long GREETING = 0x4e42_444d_4147_4943L; // "NBDMAGIC"
    static final long NEWSTYLE = 0x4948_4156_454f_5054L; // "IHAVEOPT"
    static final long OPTION_REPLY = 0x0003_e889_0455_65a9L;
    static final int REQUEST = 0x2560_9513;
    static final int SIMPLE_REPLY = 0x6744_6698;
    static final int STRUCTURED_REPLY = 0x668e_33ef;

    /** Handshake flags, the same bits from both sides. */
    static final int FIXED_NEWSTYLE = 1;

    static final int NO_ZEROES = 1 << 1;

    static final int OPT_EXPORT_NAME = 1;
    static final int OPT_GO = 7;
    static final int OPT_STRUCTURED_REPLY = 8;
    static final int OPT_SET_META_CONTEXT = 10;

    static final int REP_ACK = 1;
    static final int REP_INFO = 3;
    static final int REP_META_CONTEXT = 4;
    static final int REP_ERROR = 1 << 31;
    static final int REP_ERR_UNSUP = REP_ERROR + 1;
    static final int REP_ERR_POLICY = REP_ERROR + 2;
    static final int REP_ERR_TLS_REQD = REP_ERROR + 5;
    static final int REP_ERR_UNKNOWN = REP_ERROR + 6;

    static final int INFO_EXPORT = 0;
    static final int INFO_BLOCK_SIZE = 3;

    /** Transmission flag: several connections see one disk. */
    static final int CAN_MULTI_CONN = 1 << 8;

    static final int CMD_READ = 0;
    static final int CMD_DISC = 2;
    static final int CMD_BLOCK_STATUS = 7;

    static final int REPLY_DONE = 1;
    static final int REPLY_NONE = 0;
    static final int REPLY_OFFSET_DATA = 1;
    static final int REPLY_OFFSET_HOLE = 2;
    static final int REPLY_BLOCK_STATUS = 5;
    static final int REPLY_ERROR = 1 << 15;

    static final String BASE_ALLOCATION = "base:allocation";
    static final int STATE_ZERO = 1 << 1;

    static final int ESHUTDOWN = 108;

    private NbdProtocol() {}
}
