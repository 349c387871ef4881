"""Standard clauses an office can begin with, in both languages; what it makes of them is its own."""

from vacancies.terms.models import Topic

SUGGESTED: dict[Topic, dict[str, str]] = {
    Topic.NO_FEE: {
        "text_en": (
            "The Organisation charges no fee at any stage of recruitment: not for an application, an interview, "
            "a training, a medical examination or the handling of documents. It never asks for bank details before "
            "a contract is offered. If anybody asks you for money or for a favour in return for a contract, do not "
            "pay, and tell us through the contacts of the office on this page."
        ),
        "text_ru": (
            "Организация не взимает платы ни на одном этапе отбора: ни за подачу заявки, ни за собеседование, "
            "обучение, медицинский осмотр или оформление документов. До предложения контракта мы не запрашиваем "
            "банковских реквизитов. Если за контракт у вас просят деньги или услугу, не платите и сообщите нам по "
            "контактам офиса, указанным на этой странице."
        ),
    },
    Topic.EQUAL_OPPORTUNITY: {
        "text_en": (
            "Selection is based on merit alone. All qualified candidates are considered alike, whatever their "
            "sex, age, ethnic origin, religion, family status, disability or HIV status. Women, persons with "
            "disabilities and members of minorities are encouraged to apply. If you need an adjustment in order "
            "to apply or to take part in the selection, write to the office: this does not affect the result."
        ),
        "text_ru": (
            "Отбор ведётся только по профессиональным качествам. Все подходящие кандидаты рассматриваются на равных "
            "независимо от пола, возраста, этнического происхождения, вероисповедания, семейного положения, "
            "инвалидности и ВИЧ-статуса. Приглашаем подавать заявки женщин, людей с инвалидностью и представителей "
            "меньшинств. Если для подачи заявки или участия в отборе вам нужны особые условия, напишите в офис: на "
            "результат это не влияет."
        ),
    },
    Topic.ZERO_TOLERANCE: {
        "text_en": (
            "The Organisation has zero tolerance of sexual exploitation and abuse, sexual harassment, abuse of "
            "authority, discrimination and fraud. Whoever is engaged undertakes to observe its standards of "
            "conduct and to report violations. References are checked, and candidates are screened for earlier "
            "violations before a contract is signed; a violation ends the contract."
        ),
        "text_ru": (
            "Организация придерживается политики абсолютной нетерпимости к сексуальной эксплуатации и сексуальному "
            "насилию, домогательствам, злоупотреблению властью, дискриминации и мошенничеству. Каждый, с кем "
            "заключён контракт, обязуется соблюдать нормы поведения Организации и сообщать о нарушениях. До "
            "подписания контракта проверяются рекомендации и сведения о прежних нарушениях; нарушение влечёт "
            "расторжение контракта."
        ),
    },
    Topic.DATA_PROTECTION: {
        "text_en": (
            "Your personal data are used for this selection only, are seen only by those who take part in it, and "
            "are kept no longer than the rules of the portal say. You can read in your account what is kept about "
            "you, have it corrected, and withdraw your application."
        ),
        "text_ru": (
            "Ваши персональные данные используются только для этого отбора, доступны только тем, кто в нём участвует, "
            "и хранятся не дольше, чем предусмотрено правилами портала. В личном кабинете можно увидеть, какие данные "
            "о вас хранятся, попросить их исправить и отозвать заявку."
        ),
    },
    Topic.RELATIVES: {
        "text_en": (
            "Close relatives of personnel of the Organisation (parents, children, brothers and sisters) are not "
            "engaged. If your spouse or another relative works for the Organisation, or a member of the panel is "
            "known to you, say so in your application."
        ),
        "text_ru": (
            "Контракты не заключаются с близкими родственниками сотрудников Организации (родителями, детьми, "
            "братьями и сёстрами). Если в Организации работает ваш супруг, супруга или другой родственник либо вы "
            "знакомы с членом конкурсной комиссии, укажите это в заявке."
        ),
    },
    Topic.RIGHT_TO_CANCEL: {
        "text_en": (
            "The Organisation may cancel the selection at any stage, engage fewer people than announced, or none, "
            "and invite candidates from the reserve list to similar work. A notice or an invitation is not an offer "
            "of a contract. Costs of taking part in the selection are not reimbursed."
        ),
        "text_ru": (
            "Организация вправе отменить отбор на любом этапе, заключить меньше контрактов, чем объявлено, или не "
            "заключать их вовсе, а также пригласить кандидатов из резерва на сходную работу. Объявление и приглашение "
            "к отбору не являются предложением контракта. Расходы на участие в отборе не возмещаются."
        ),
    },
}
