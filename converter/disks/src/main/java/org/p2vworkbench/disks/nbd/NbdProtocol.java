package org.p2vworkbench.disks.nbd;

/** The protocol as numbers: proto.md, "Values". Big-endian throughout. Client and server share them. */
public final class NbdProtocol {

    public static final long GREETING = 0x4e42_444d_4147_4943L; // "NBDMAGIC"
    public static final long NEWSTYLE = 0x4948_4156_454f_5054L; // "IHAVEOPT"
    public static final long OPTION_REPLY = 0x0003_e889_0455_65a9L;
    public static final int REQUEST = 0x2560_9513;
    public static final int SIMPLE_REPLY = 0x6744_6698;
    public static final int STRUCTURED_REPLY = 0x668e_33ef;

    /** Handshake flags, the same bits from both sides. */
    public static final int FIXED_NEWSTYLE = 1;

    public static final int NO_ZEROES = 1 << 1;

    public static final int OPT_EXPORT_NAME = 1;
    public static final int OPT_ABORT = 2;
    public static final int OPT_LIST = 3;
    public static final int OPT_INFO = 6;
    public static final int OPT_GO = 7;
    public static final int OPT_STRUCTURED_REPLY = 8;
    public static final int OPT_LIST_META_CONTEXT = 9;
    public static final int OPT_SET_META_CONTEXT = 10;

    public static final int REP_ACK = 1;
    public static final int REP_SERVER = 2;
    public static final int REP_INFO = 3;
    public static final int REP_META_CONTEXT = 4;
    public static final int REP_ERROR = 1 << 31;
    public static final int REP_ERR_UNSUP = REP_ERROR + 1;
    public static final int REP_ERR_POLICY = REP_ERROR + 2;
    public static final int REP_ERR_INVALID = REP_ERROR + 3;
    public static final int REP_ERR_TLS_REQD = REP_ERROR + 5;
    public static final int REP_ERR_UNKNOWN = REP_ERROR + 6;
    public static final int REP_ERR_TOO_BIG = REP_ERROR + 9;

    public static final int INFO_EXPORT = 0;
    public static final int INFO_BLOCK_SIZE = 3;

    /** Transmission flag that every server sets. */
    public static final int HAS_FLAGS = 1;

    /** Transmission flag: writes are refused. */
    public static final int READ_ONLY = 1 << 1;

    /** Transmission flag: several connections see one disk. */
    public static final int CAN_MULTI_CONN = 1 << 8;

    public static final int CMD_READ = 0;
    public static final int CMD_WRITE = 1;
    public static final int CMD_DISC = 2;
    public static final int CMD_TRIM = 4;
    public static final int CMD_WRITE_ZEROES = 6;
    public static final int CMD_BLOCK_STATUS = 7;

    /** Command flag: one descriptor is enough. */
    public static final int FLAG_REQ_ONE = 1 << 3;

    public static final int REPLY_DONE = 1;
    public static final int REPLY_NONE = 0;
    public static final int REPLY_OFFSET_DATA = 1;
    public static final int REPLY_OFFSET_HOLE = 2;
    public static final int REPLY_BLOCK_STATUS = 5;
    public static final int REPLY_ERROR = 1 << 15;

    public static final String BASE_ALLOCATION = "base:allocation";
    public static final int STATE_HOLE = 1;
    public static final int STATE_ZERO = 1 << 1;

    public static final int EPERM = 1;
    public static final int EIO = 5;
    public static final int EINVAL = 22;
    public static final int ESHUTDOWN = 108;

    private NbdProtocol() {}
}
