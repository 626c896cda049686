"""What the clock asks for, and how often: by the name of the entry, its task and the seconds or the hour."""

from celery.schedules import crontab

SCHEDULE = {
    "beat": {"task": "competitions.beat", "schedule": 60.0},
    "send-due-letters": {"task": "accounts.send_due_letters", "schedule": 60.0},
    "tell-partners": {"task": "accounts.tell_partners", "schedule": 60.0},
    "watch": {"task": "sinovik.watch", "schedule": 60.0},
    "reveal-lots": {"task": "competitions.reveal_lots", "schedule": 60.0},
    "remind-writers": {"task": "proposals.remind_writers", "schedule": 600.0},
    "sketch-texts": {"task": "proposals.sketch_texts", "schedule": 300.0},
    "forget-old-uploads": {"task": "proposals.forget_old_uploads", "schedule": 3600.0},
    "remind-of-mendings": {"task": "proposals.remind_of_mendings", "schedule": 600.0},
    "remind-of-coachings": {"task": "proposals.remind_of_coachings", "schedule": 600.0},
    "ask-winners-again": {"task": "proposals.ask_winners_again", "schedule": 3600.0},
    "end-mendings": {"task": "proposals.end_mendings", "schedule": 300.0},
    "remind-judges": {"task": "judging.remind_judges", "schedule": 600.0},
    "resume-computations": {"task": "judging.resume_computations", "schedule": 60.0},
    "resume-certificates": {"task": "judging.resume_certificates", "schedule": 60.0},
    "resume-writer-sheets": {"task": "accounts.resume_unfinished", "schedule": 60.0},
    "resume-winner-lists": {"task": "proposals.resume_winner_lists", "schedule": 60.0},
    "resume-bulk-acts": {"task": "accounts.resume_bulk_acts", "schedule": 60.0},
    "erase-private-notes": {"task": "judging.erase_private_notes", "schedule": 3600.0},
    # At night, when nobody waits for a worker.
    "inspect": {"task": "sinovik.inspect", "schedule": crontab(hour=2, minute=20)},
    "make-bundles": {"task": "judging.make_bundles", "schedule": 600.0},
    "look-at-bundles": {"task": "judging.look_at_bundles", "schedule": crontab(hour=3, minute=40)},
    "look-at-seals": {"task": "judging.look_at_seals", "schedule": 3600.0},
    "forget-senders": {"task": "judging.forget_senders", "schedule": 3600.0},
    "erase-old-sign-ins": {"task": "accounts.erase_old_sign_ins", "schedule": 3600.0},
    "erase-old-readings": {"task": "accounts.erase_old_readings", "schedule": 3600.0},
    "erase-old-messages": {"task": "accounts.erase_old_messages", "schedule": 3600.0},
    "send-heads": {"task": "sinovik.send_heads", "schedule": 600.0},
    "grow-tree": {"task": "accounts.grow_tree", "schedule": 300.0},
    "confirm-offices": {"task": "accounts.confirm_offices", "schedule": 3600.0},
    "erase-old-visitors": {"task": "accounts.erase_old_visitors", "schedule": 3600.0},
    "carry-out-due-motions": {"task": "accounts.carry_out_due_motions", "schedule": 60.0},
}
